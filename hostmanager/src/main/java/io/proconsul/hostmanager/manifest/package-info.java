/** What the control plane wants on this host, and why it is believed: parsing and verification, no I/O. */
@NullMarked
package io.proconsul.hostmanager.manifest;

import org.jspecify.annotations.NullMarked;
