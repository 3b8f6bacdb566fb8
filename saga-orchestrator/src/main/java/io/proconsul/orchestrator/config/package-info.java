/** What can be configured. */
@NullMarked
package io.proconsul.orchestrator.config;

import org.jspecify.annotations.NullMarked;
