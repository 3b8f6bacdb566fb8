/** Entra ID: the principals of the tenant and the tokens they get. */
@NullMarked
package io.proconsul.local.azure.entra;

import org.jspecify.annotations.NullMarked;
