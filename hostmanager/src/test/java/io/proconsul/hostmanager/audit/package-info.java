/** Tests of the way of the audit log. */
@NullMarked
package io.proconsul.hostmanager.audit;

import org.jspecify.annotations.NullMarked;
