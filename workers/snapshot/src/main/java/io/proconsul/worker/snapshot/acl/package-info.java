/** Consul's ACL system: bootstrapped, and given tokens, with secrets chosen beforehand. */
@NullMarked
package io.proconsul.worker.snapshot.acl;

import org.jspecify.annotations.NullMarked;
