#define _GNU_SOURCE
#include "CPlatform.h"
#include "edit_line.h"

#include <dlfcn.h>
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

// The constants of <histedit.h>, which need not be installed to build.
enum { EL_PROMPT = 0, EL_EDITOR = 2, EL_SIGNAL = 3, EL_BIND = 4, EL_ADDFN = 9, EL_HIST = 10, EL_GETCFN = 13, EL_CLIENTDATA = 14, EL_PREP_TERM = 16, EL_REFRESH = 20 };
enum { H_SETSIZE = 1, H_ENTER = 10, H_CLEAR = 19, H_SETUNIQUE = 20 };
// Control characters that no key sends.
enum { EXTEND_KEY = 0x80, FILL_KEY = 0x81 };
enum { CC_EOF = 2, CC_REFRESH = 4, CC_ERROR = 6, CC_REDISPLAY = 8 };

/// What terminals send for keys that the editor does not know of by itself, whatever their description says.
static const char *const keys[][2] = {
    {"\\e[1~", "ed-move-to-beg"}, {"\\e[7~", "ed-move-to-beg"}, {"\\e[H", "ed-move-to-beg"}, {"\\eOH", "ed-move-to-beg"},
    {"\\e[4~", "ed-move-to-end"}, {"\\e[8~", "ed-move-to-end"}, {"\\e[F", "ed-move-to-end"}, {"\\eOF", "ed-move-to-end"},
    {"\\e[3~", "ed-delete-next-char"},
    {"\\e[1;5C", "em-next-word"}, {"\\e[1;3C", "em-next-word"}, {"\\e[5C", "em-next-word"}, {"\\eOc", "em-next-word"},
    {"\\e[1;5D", "ed-prev-word"}, {"\\e[1;3D", "ed-prev-word"}, {"\\e[5D", "ed-prev-word"}, {"\\eOd", "ed-prev-word"},
    {"\\e[1;5A", "ed-ignore"}, {"\\e[1;5B", "ed-ignore"}, {"\\e[2~", "ed-ignore"}, {"\\e[5~", "ed-ignore"}, {"\\e[6~", "ed-ignore"},
    {"\\e[11~", "ed-ignore"}, {"\\e[12~", "ed-ignore"}, {"\\e[13~", "ed-ignore"}, {"\\e[14~", "ed-ignore"},
    {"\\e[15~", "ed-ignore"}, {"\\e[17~", "ed-ignore"}, {"\\e[18~", "ed-ignore"}, {"\\e[19~", "ed-ignore"},
    {"\\e[20~", "ed-ignore"}, {"\\e[21~", "ed-ignore"}, {"\\e[23~", "ed-ignore"}, {"\\e[24~", "ed-ignore"},
    {"\\eOP", "ed-ignore"}, {"\\eOQ", "ed-ignore"}, {"\\eOR", "ed-ignore"}, {"\\eOS", "ed-ignore"}, {"\\e[Z", "ed-ignore"},
};

static struct cp_edit *owner(struct cp_edit *known, void *editor) {
    // Every callback gets the editor only; its client data is ours.
    static int (*get)(void *, int, ...);
    struct cp_edit *edit = NULL;
    if (known) { get = known->get; return known; }
    if (!get || get(editor, EL_CLIENTDATA, &edit) != 0) return NULL;
    return edit;
}

static char *prompt(void *editor) {
    struct cp_edit *edit = owner(NULL, editor);
    return edit && edit->prompt ? edit->prompt : "";
}

static volatile sig_atomic_t was_continued;
static void note_continued(int number) { (void)number; was_continued = 1; }

/// Behind a stop and `fg` the shell has set the terminal as it likes it, and nobody sees what was typed so far.
static void show_again(struct cp_edit *edit) {
    was_continued = 0;
    edit->set(edit->editor, EL_PREP_TERM, 0);
    edit->set(edit->editor, EL_PREP_TERM, 1);
    edit->set(edit->editor, EL_REFRESH);
}

/// Behind a change of the window the editor would put what is typed at places of the old one. One who drags the corner of
/// a window is left alone until the next key.
static void follow_window(struct cp_edit *edit) {
    uint32_t size = cp_window_size(1);
    if (size == edit->window) return;
    edit->window = size;
    static const char below[] = "\r\n\033[J";
    fwrite(below, 1, sizeof below - 1, edit->output);
    edit->resize(edit->editor);
    edit->set(edit->editor, EL_REFRESH);
}

/// One byte of the terminal: 1, 0 at the end, -1 on an error, -2 for a signal.
static int read_byte(struct cp_edit *edit, unsigned char *byte) {
    for (;;) {
        struct pollfd polled[2] = {{0, POLLIN, 0}, {edit->signal_fd, POLLIN, 0}};
        // SIGCONT is held back but for this wait, so that none is missed between a look at the mark and the wait.
        int count = ppoll(polled, edit->signal_fd >= 0 ? 2 : 1, NULL, &edit->waiting_mask);
        if (count < 0 && errno != EINTR) return -1;
        if (was_continued) show_again(edit);
        if (count < 0) continue;
        if (edit->signal_fd >= 0 && polled[1].revents) return -2;
        long got = read(0, byte, 1);
        if (got > 0) follow_window(edit);
        if (got >= 0) return (int)got;
        if (errno != EINTR && errno != EAGAIN) return -1;
    }
}

static int read_character(void *editor, wchar_t *character) {
    struct cp_edit *edit = owner(NULL, editor);
    if (!edit) return -1;
    if (edit->initial) { *character = FILL_KEY; return 1; }
    mbstate_t state;
    memset(&state, 0, sizeof state);
    for (int length = 0; length < 8; length++) {
        unsigned char byte = 0;
        int got = read_byte(edit, &byte);
        if (got == -2) { edit->interrupted = 1; return -1; }
        if (got <= 0) return got;
        size_t used = mbrtowc(character, (const char *)&byte, 1, &state);
        if (used == (size_t)-2) continue;
        // What breaks a character off may be a key of its own, such as Enter.
        if (used == (size_t)-1) { *character = byte < 0x80 ? byte : L'?'; return 1; }
        if (edit->is_quoted) return 1;
        int joined = edit->joins;
        edit->joins = 0;
        if (*character >= 0x80 && edit->special && (joined || edit->special(edit->context, (uint32_t)*character))) {
            edit->pending = *character;
            *character = EXTEND_KEY;
        }
        return 1;
    }
    return -1;
}

/// Adds a character that belongs to the one before the cursor, or stands for itself in a way the editor does not know.
static unsigned char extend(void *editor, int key) {
    (void)key;
    struct cp_edit *edit = owner(NULL, editor);
    if (!edit || !edit->pending) return CC_ERROR;
    const wide_line_info *info = edit->wide_line(editor);
    char text[1024], result[2048];
    size_t count = 0;
    int has_before = info->cursor > info->buffer;
    if (has_before) {
        const char *before = edit_cluster_of(edit, (uint32_t)info->cursor[-1]);
        mbstate_t state;
        memset(&state, 0, sizeof state);
        count = before ? strlen(before) : wcrtomb(text, info->cursor[-1], &state);
        // Nobody writes a longer one: what follows begins anew.
        if (count == (size_t)-1 || count > sizeof text - 16) { has_before = 0; count = 0; }
        else if (before) memcpy(text, before, count);
    }
    mbstate_t state;
    memset(&state, 0, sizeof state);
    size_t added = wcrtomb(text + count, edit->pending, &state);
    edit->joins = edit->pending == 0x200d;
    edit->pending = 0;
    if (added == (size_t)-1) return CC_ERROR;
    if (!edit->contract || edit->contract(edit->context, text, count + added, result, sizeof result) < 0) return CC_ERROR;
    if (has_before) edit->remove(editor, 1);
    return edit->insert(editor, result) == 0 ? CC_REFRESH : CC_ERROR;
}

/// Puts what the line begins with into it.
static unsigned char fill(void *editor, int key) {
    (void)key;
    struct cp_edit *edit = owner(NULL, editor);
    if (!edit || !edit->initial) return CC_ERROR;
    // An empty line in its place would be taken for an answer.
    edit->unfilled = edit->insert(editor, edit->initial) != 0;
    free(edit->initial);
    edit->initial = NULL;
    return edit->unfilled ? CC_EOF : CC_REFRESH;
}

/// Puts the next key into the text, whatever it does otherwise; the editor's own function would see the stand-in.
static unsigned char quote(void *editor, int key) {
    (void)key;
    struct cp_edit *edit = owner(NULL, editor);
    wchar_t character = 0;
    if (!edit) return CC_ERROR;
    edit->is_quoted = 1;
    int got = read_character(editor, &character);
    edit->is_quoted = 0;
    if (got <= 0) return CC_EOF;
    if (!character) return CC_ERROR;
    edit->pending = character;
    return extend(editor, 0);
}

static unsigned char complete(void *editor, int key) {
    (void)key;
    struct cp_edit *edit = owner(NULL, editor);
    if (!edit || !edit->complete) return CC_ERROR;
    const line_info *info = edit->line(editor);
    size_t length = (size_t)(info->lastchar - info->buffer), cursor = (size_t)(info->cursor - info->buffer);
    size_t before = 0;
    char *line = edit_expanded(edit, info->buffer, cursor < length ? cursor : length, &before, NULL), insertion[4097];
    if (!line) return CC_ERROR;
    long count = edit->complete(edit->context, line, before, insertion, sizeof insertion - 1);
    free(line);
    if (count < 0) return CC_ERROR;
    if (count == 0) return CC_REDISPLAY;
    insertion[count] = 0;
    char *held = edit_contracted(edit, insertion);
    int failed = !held || edit->insert(editor, held) != 0;
    free(held);
    return failed ? CC_ERROR : CC_REFRESH;
}

struct cp_edit *cp_edit_open(const char *program, int signal_fd, int history_size) {
    void *library = dlopen("libedit.so.2", RTLD_NOW | RTLD_LOCAL);
    if (!library) library = dlopen("libedit.so.0", RTLD_NOW | RTLD_LOCAL);
    if (!library) return NULL;
    struct cp_edit *edit = calloc(1, sizeof *edit);
    if (!edit) return NULL;
    void *(*start)(const char *, FILE *, FILE *, FILE *, int, int, int);
    void *(*start_history)(void);
    start = (void *(*)(const char *, FILE *, FILE *, FILE *, int, int, int))dlsym(library, "el_init_fd");
    start_history = (void *(*)(void))dlsym(library, "history_init");
    edit->library = library;
    edit->set = (int (*)(void *, int, ...))dlsym(library, "el_set");
    edit->get = (int (*)(void *, int, ...))dlsym(library, "el_get");
    edit->gets = (const char *(*)(void *, int *))dlsym(library, "el_gets");
    edit->line = (const line_info *(*)(void *))dlsym(library, "el_line");
    edit->wide_line = (const wide_line_info *(*)(void *))dlsym(library, "el_wline");
    edit->remove = (void (*)(void *, int))dlsym(library, "el_deletestr");
    edit->insert = (int (*)(void *, const char *))dlsym(library, "el_insertstr");
    edit->reset = (void (*)(void *))dlsym(library, "el_reset");
    edit->resize = (void (*)(void *))dlsym(library, "el_resize");
    edit->end = (void (*)(void *))dlsym(library, "el_end");
    edit->change_history = (int (*)(void *, history_event *, int, ...))dlsym(library, "history");
    edit->end_history = (void (*)(void *))dlsym(library, "history_end");
    if (!start || !start_history || !edit->set || !edit->get || !edit->gets || !edit->line || !edit->insert
        || !edit->wide_line || !edit->remove || !edit->reset || !edit->resize || !edit->end || !edit->change_history || !edit->end_history) {
        free(edit);
        return NULL;
    }
    // Widths and characters follow the locale; text of this program is always UTF-8.
    const char *locale = setlocale(LC_CTYPE, "");
    if (!locale || MB_CUR_MAX < 2) setlocale(LC_CTYPE, "C.UTF-8");
    edit->signal_fd = signal_fd;
    edit->output = fopencookie(edit, "w", (cookie_io_functions_t){.write = edit_write_output});
    if (!edit->output) { free(edit); return NULL; }
    edit->editor = start(program, stdin, edit->output, stderr, 0, 1, 2);
    if (!edit->editor) { fclose(edit->output); free(edit); return NULL; }
    owner(edit, edit->editor);
    edit->set(edit->editor, EL_CLIENTDATA, edit);
    edit->set(edit->editor, EL_PROMPT, prompt);
    edit->set(edit->editor, EL_EDITOR, "emacs");
    edit->set(edit->editor, EL_SIGNAL, 0);
    edit->set(edit->editor, EL_GETCFN, read_character);
    edit->set(edit->editor, EL_ADDFN, "mail-complete", "complete commands and names", complete);
    edit->set(edit->editor, EL_BIND, "^I", "mail-complete", NULL);
    edit->set(edit->editor, EL_ADDFN, "mail-extend", "add to the character before", extend);
    edit->set(edit->editor, EL_BIND, "\\200", "mail-extend", NULL);
    edit->set(edit->editor, EL_ADDFN, "mail-fill", "put the text into the line that it begins with", fill);
    edit->set(edit->editor, EL_BIND, "\\201", "mail-fill", NULL);
    edit->set(edit->editor, EL_ADDFN, "mail-quote", "put the next key into the text", quote);
    edit->set(edit->editor, EL_BIND, "^V", "mail-quote", NULL);
    edit->set(edit->editor, EL_BIND, "^Q", "mail-quote", NULL);
    edit->set(edit->editor, EL_BIND, "^R", "em-inc-search-prev", NULL);
    for (size_t index = 0; index < sizeof keys / sizeof *keys; index++) {
        edit->set(edit->editor, EL_BIND, keys[index][0], keys[index][1], NULL);
    }
    edit->history = start_history();
    if (edit->history) {
        history_event event;
        edit->change_history(edit->history, &event, H_SETSIZE, history_size);
        edit->change_history(edit->history, &event, H_SETUNIQUE, 1);
        edit->set(edit->editor, EL_HIST, edit->change_history, edit->history);
    }
    return edit;
}

void cp_edit_set_completion(struct cp_edit *edit, cp_edit_complete function, void *context) {
    edit->complete = function;
    edit->context = context;
}

long cp_edit_read(struct cp_edit *edit, const char *text, const char *initial, const char **line) {
    free(edit->prompt);
    edit->prompt = edit_contracted(edit, text);
    free(edit->initial);
    edit->initial = initial && *initial ? edit_contracted(edit, initial) : NULL;
    edit->interrupted = 0;
    edit->unfilled = 0;
    edit->joins = 0;
    edit->window = cp_window_size(1);
    edit->resize(edit->editor);
    int count = 0;
    struct sigaction noting = {.sa_handler = note_continued}, before;
    sigset_t continued;
    sigemptyset(&continued);
    sigaddset(&continued, SIGCONT);
    was_continued = 0;
    sigprocmask(SIG_BLOCK, &continued, &edit->waiting_mask);
    sigaction(SIGCONT, &noting, &before);
    const char *got = edit->gets(edit->editor, &count);
    sigaction(SIGCONT, &before, NULL);
    sigprocmask(SIG_SETMASK, &edit->waiting_mask, NULL);
    if (edit->interrupted) {
        edit->reset(edit->editor);
        return -2;
    }
    if (edit->unfilled) {
        edit->reset(edit->editor);
        return -3;
    }
    if (!got || count <= 0) return -1;
    while (count > 0 && (got[count - 1] == '\n' || got[count - 1] == '\r')) count--;
    size_t length = 0;
    char *copy = edit_expanded(edit, got, (size_t)count, &length, NULL);
    if (!copy) return -1;
    free(edit->text);
    edit->text = copy;
    *line = copy;
    return (long)length;
}

void cp_edit_remember(struct cp_edit *edit, const char *line) {
    history_event event;
    char *held = edit->history ? edit_contracted(edit, line) : NULL;
    if (held) edit->change_history(edit->history, &event, H_ENTER, held);
    free(held);
}

void cp_edit_forget(struct cp_edit *edit) {
    history_event event;
    if (edit->history) edit->change_history(edit->history, &event, H_CLEAR);
}

void cp_edit_close(struct cp_edit *edit) {
    edit->end(edit->editor);
    fclose(edit->output);
    edit_forget_clusters(edit);
    if (edit->history) edit->end_history(edit->history);
    free(edit->prompt);
    free(edit->initial);
    free(edit->text);
    free(edit);
}
