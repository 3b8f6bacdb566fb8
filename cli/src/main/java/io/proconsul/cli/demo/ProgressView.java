package io.proconsul.cli.demo;

import java.util.List;

/** How the course of an operation is shown. */
interface ProgressView {

    /** The steps as they are now; called often, also when nothing has changed. */
    void show(List<StepLine> steps);

    /** The operation has ended: what comes next is printed below. */
    void finish();
}
