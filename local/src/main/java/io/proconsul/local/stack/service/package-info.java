/** One class for each kind of process: its command, its environment, and when it is ready. */
@NullMarked
package io.proconsul.local.stack.service;

import org.jspecify.annotations.NullMarked;
