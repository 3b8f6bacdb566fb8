/** Access tokens of Entra ID: whether one is genuine, meant for us, and whom it stands for. */
@NullMarked
package io.proconsul.gateway.entra;

import org.jspecify.annotations.NullMarked;
