/** What the host asks of Azure: its own address and its own container. */
@NullMarked
package io.proconsul.hostmanager.azure;

import org.jspecify.annotations.NullMarked;
