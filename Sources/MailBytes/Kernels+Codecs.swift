import CBytes

// The C side of the codecs: each function appends to an array that it first gives the room the kernel asks for.
