package io.usher.node.cli;

/** Words as a POSIX shell takes them literally. */
final class ShellWord {
    private ShellWord() {}

    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
