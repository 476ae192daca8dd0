// Filled by the first commit that gives this room a type.
