/** What the store of resources tells its witness. */
@NullMarked
package io.proconsul.local.azure.arm;

import org.jspecify.annotations.NullMarked;
