// The two functions through which Swift's standard library learns the command line.
//
// The runtime's own copy of them, in a file that the static linker takes only when nobody else defines both, finds the
// arguments by reading /proc/self/maps and searching the stack for them before main: 113,000 instructions and a walk
// through the kernel's memory map in every start, one fifth of `mail --version`. The C library hands the arguments to
// each constructor of an executable, so nothing has to be searched for.
#include <stddef.h>

char **_swift_stdlib_getUnsafeArgvArgc(int *count);
void _swift_stdlib_overrideUnsafeArgvArgc(char **arguments, int count);

static char *no_arguments[] = {NULL};
static char **command_line = no_arguments;
static int command_line_count;

// Before the runtime's constructors, which may ask.
__attribute__((constructor(101))) static void take_command_line(int count, char **arguments) {
    _swift_stdlib_overrideUnsafeArgvArgc(arguments, count);
}

char **_swift_stdlib_getUnsafeArgvArgc(int *count) {
    *count = command_line_count;
    return command_line;
}

void _swift_stdlib_overrideUnsafeArgvArgc(char **arguments, int count) {
    command_line = arguments;
    command_line_count = count;
}
