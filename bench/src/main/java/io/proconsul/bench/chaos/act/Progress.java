package io.proconsul.bench.chaos.act;

/** How many sagas have ended. Thread-safe. */
public final class Progress {
    private int ended;
    private boolean over;

    public synchronized void saga() {
        ended++;
        notifyAll();
    }

    /** No more will end. */
    public synchronized void over() {
        over = true;
        notifyAll();
    }

    public synchronized int ended() {
        return ended;
    }

    /** Returns when so many have ended, or no more will. */
    synchronized void await(int sagas) throws InterruptedException {
        while (ended < sagas && !over) {
            wait();
        }
    }
}
