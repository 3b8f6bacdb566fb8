/** Virtual machines: a process and a disk folder each. */
@NullMarked
package io.proconsul.local.azure.vm;

import org.jspecify.annotations.NullMarked;
