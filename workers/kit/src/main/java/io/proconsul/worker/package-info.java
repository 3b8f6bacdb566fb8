/** What every worker shares: activities and their outcomes, the loop that performs them, and how failures are told. */
@NullMarked
package io.proconsul.worker;

import org.jspecify.annotations.NullMarked;
