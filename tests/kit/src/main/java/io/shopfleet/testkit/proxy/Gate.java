package io.shopfleet.testkit.proxy;

/** Lets threads through, or holds them until it is opened. */
final class Gate {
    private boolean open;

    Gate(boolean open) {
        this.open = open;
    }

    synchronized void set(boolean nowOpen) {
        open = nowOpen;
        notifyAll();
    }

    synchronized void pass() throws InterruptedException {
        while (!open) {
            wait();
        }
    }
}
