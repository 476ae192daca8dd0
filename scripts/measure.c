// Runs a command, and writes what it and the programs that it started took: CPU seconds (user and system) and peak memory in KiB.
//
//   measure FILE COMMAND [ARGUMENT...]      ends as the command did
//
// The kernel counts the memory of whoever starts a program as the program's own. This one has next to none.
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

int main(int count, char **words) {
  if (count < 3) return 64;
  pid_t child = fork();
  if (child < 0) return 71;
  if (child == 0) {
    execvp(words[2], words + 2);
    perror(words[2]);
    _exit(127);
  }
  int status;
  struct rusage use;
  if (wait4(child, &status, 0, &use) != child) return 71;
  FILE *file = fopen(words[1], "w");
  if (!file) return 73;
  double cpu = use.ru_utime.tv_sec + use.ru_stime.tv_sec + (use.ru_utime.tv_usec + use.ru_stime.tv_usec) / 1e6;
  fprintf(file, "%.6f %ld\n", cpu, use.ru_maxrss);
  fclose(file);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
