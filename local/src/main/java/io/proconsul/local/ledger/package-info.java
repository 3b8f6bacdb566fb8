/** What the stand-ins were asked and what they answered: the independent witness of every check. */
@NullMarked
package io.proconsul.local.ledger;

import org.jspecify.annotations.NullMarked;
