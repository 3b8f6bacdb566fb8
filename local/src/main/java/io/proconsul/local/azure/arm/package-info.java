/** Azure Resource Manager: one generic store of resources, and the contract by which they are written, read and deleted. */
@NullMarked
package io.proconsul.local.azure.arm;

import org.jspecify.annotations.NullMarked;
