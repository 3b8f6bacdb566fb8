/** Who may do what where: built-in roles, and the role assignments among ARM's resources. */
@NullMarked
package io.proconsul.local.azure.roles;

import org.jspecify.annotations.NullMarked;
