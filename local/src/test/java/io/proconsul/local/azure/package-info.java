/** Tests of the Azure stand-in, through the real Azure SDK clients. */
@NullMarked
package io.proconsul.local.azure;

import org.jspecify.annotations.NullMarked;
