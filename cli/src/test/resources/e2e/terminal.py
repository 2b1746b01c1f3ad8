"""Types at a program in a terminal of its own and waits for what it answers: never for a time.

usage: terminal.py STEPS PROGRAM [ARG...]
STEPS is a file with one step a line: "< REGEX" waits for output, "> TEXT" types it (escapes as in
Python), "size ROWS COLUMNS" changes the window. Exit status: the program's, 200 when an answer did
not come.
"""
import fcntl, os, pty, re, select, signal, struct, sys, termios, time

LIMIT = 60


def main(steps, argv):
    pid, fd = pty.fork()
    if pid == 0:
        # A shell cannot trap what it was started ignoring, as behind a shell's "&".
        for number in signal.SIGINT, signal.SIGQUIT:
            signal.signal(number, signal.SIG_DFL)
        os.execvp(argv[0], argv)

    def size(rows, columns):
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    size(24, 80)
    seen = b""

    def more():
        nonlocal seen
        ready, _, _ = select.select([fd], [], [], 1)
        try:
            seen += os.read(fd, 4096) if ready else b""
            return True
        except OSError:
            return False

    for line in steps:
        kind, _, rest = line.rstrip("\n").partition(" ")
        if kind == ">":
            os.write(fd, rest.encode().decode("unicode_escape").encode())
        elif kind == "size":
            size(*map(int, rest.split()))
        elif kind == "<":
            end = time.monotonic() + LIMIT
            while not (found := re.search(rest.encode(), seen, re.S)):
                if not more() or time.monotonic() > end:
                    print("waited for", rest, "and saw", seen)
                    os.kill(pid, 9)
                    return 200
            seen = seen[found.end() :]
    end = time.monotonic() + LIMIT
    while more():
        if time.monotonic() > end:
            print("does not end; saw", seen)
            os.kill(pid, 9)
            return 200
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


sys.exit(main(open(sys.argv[1]), sys.argv[2:]))
