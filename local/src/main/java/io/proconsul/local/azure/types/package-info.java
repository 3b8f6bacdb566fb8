/** The resource types of the local cloud, and what is special about each. */
@NullMarked
package io.proconsul.local.azure.types;

import org.jspecify.annotations.NullMarked;
