/** Managed applications as Azure Resource Manager has them, and what follows from them. */
@NullMarked
package io.proconsul.gateway.application;

import org.jspecify.annotations.NullMarked;
