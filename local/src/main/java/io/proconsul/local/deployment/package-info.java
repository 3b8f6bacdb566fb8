/** What a stack consists of and where it keeps what; descriptions only, nothing here runs. */
@NullMarked
package io.proconsul.local.deployment;

import org.jspecify.annotations.NullMarked;
