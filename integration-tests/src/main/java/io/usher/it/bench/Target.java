package io.usher.it.bench;

/** Something that can be asked again and again without waiting for the answer. Thread-safe. */
interface Target {

    /**
     * Asks once and returns at once.
     *
     * @param done told when the answer is there
     */
    void ask(Done done);

    /** Is told about one answer. */
    interface Done {

        /** It was carried out. */
        void answered();

        /** It was not, or nobody knows. */
        void failed(Throwable cause);
    }
}
