/** Managed applications: their two resource groups, their notifications, and the custom provider inside them. */
@NullMarked
package io.proconsul.local.azure.application;

import org.jspecify.annotations.NullMarked;
