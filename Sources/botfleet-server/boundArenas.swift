import Glibc

/// Keeps memory together. glibc gives the threads that allocate up to eight regions for each core, and keeps what is free in one from all others: a
/// server reads a whole fleet now in this thread, now in that one, and every region would come to hold as much as that takes.
func boundArenas() { mallopt(M_ARENA_MAX, 2) }
