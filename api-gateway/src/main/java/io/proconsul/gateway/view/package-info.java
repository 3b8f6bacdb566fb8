/** The clusters as the orchestrator last described them. */
@NullMarked
package io.proconsul.gateway.view;

import org.jspecify.annotations.NullMarked;
