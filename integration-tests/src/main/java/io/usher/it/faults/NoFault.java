package io.usher.it.faults;

/** Nothing happens: how long nobody is answered on this machine anyway. */
record NoFault() implements Fault {

    @Override
    public void strike() {}

    @Override
    public void awaitEnd() {}

    @Override
    public void undo() {}
}
