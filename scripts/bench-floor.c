/* The least that reading a fleet can cost: the same bytes, parsed by the same libyaml, and nothing made of them.
 *
 *   bench-floor tree FOLDER          every .yaml file below a folder
 *   bench-floor git REPOSITORY PATH  every .yaml file below a path of HEAD, straight from the object database
 *
 * Prints the files, bytes and events that it saw. */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <git2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

static long files, bytes, events;

static void fail(const char *what) {
  fprintf(stderr, "bench-floor: %s\n", what);
  exit(1);
}

static void parse(const unsigned char *text, size_t size) {
  yaml_parser_t parser;
  yaml_event_t event;
  int done = 0;
  if (!yaml_parser_initialize(&parser)) fail("no parser");
  yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
  yaml_parser_set_input_string(&parser, text, size);
  while (!done) {
    if (!yaml_parser_parse(&parser, &event)) fail("a document does not parse");
    done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
    events++;
  }
  yaml_parser_delete(&parser);
  files++;
  bytes += size;
}

static int is_yaml(const char *name) {
  size_t length = strlen(name);
  return length > 5 && strcmp(name + length - 5, ".yaml") == 0;
}

static void read_file(const char *path) {
  struct stat status;
  int descriptor = open(path, O_RDONLY);
  if (descriptor < 0 || fstat(descriptor, &status) != 0) fail(path);
  unsigned char *text = malloc(status.st_size + 1);
  if (read(descriptor, text, status.st_size) != status.st_size) fail(path);
  close(descriptor);
  parse(text, status.st_size);
  free(text);
}

static void walk_folder(const char *folder) {
  DIR *opened = opendir(folder);
  if (!opened) fail(folder);
  for (struct dirent *entry; (entry = readdir(opened));) {
    char path[4096];
    if (entry->d_name[0] == '.') continue;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    if (entry->d_type == DT_DIR) walk_folder(path);
    else if (is_yaml(entry->d_name)) read_file(path);
  }
  closedir(opened);
}

struct walk { git_repository *repository; git_odb *odb; const char *prefix; };

static int visit(const char *root, const git_tree_entry *entry, void *payload) {
  struct walk *walk = payload;
  git_odb_object *object;
  if (git_tree_entry_type(entry) != GIT_OBJECT_BLOB || !is_yaml(git_tree_entry_name(entry))) return 0;
  if (strncmp(root, walk->prefix, strlen(walk->prefix)) != 0) return 0;
  if (git_odb_read(&object, walk->odb, git_tree_entry_id(entry)) < 0) fail("a blob is missing");
  parse(git_odb_object_data(object), git_odb_object_size(object));
  git_odb_object_free(object);
  return 0;
}

static void walk_commit(const char *path, const char *prefix) {
  struct walk walk = {.prefix = prefix};
  git_object *tree;
  git_libgit2_init();
  /* As botfleet and git read. */
  git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
  if (git_repository_open(&walk.repository, path) < 0 || git_repository_odb(&walk.odb, walk.repository) < 0) fail(path);
  if (git_revparse_single(&tree, walk.repository, "HEAD^{tree}") < 0) fail("no HEAD");
  git_tree_walk((git_tree *)tree, GIT_TREEWALK_PRE, visit, &walk);
  git_object_free(tree);
  git_odb_free(walk.odb);
  git_repository_free(walk.repository);
}

int main(int count, char **words) {
  if (count == 3 && strcmp(words[1], "tree") == 0) walk_folder(words[2]);
  else if (count == 4 && strcmp(words[1], "git") == 0) walk_commit(words[2], words[3]);
  else fail("usage: bench-floor tree FOLDER | git REPOSITORY PATH");
  printf("%ld files, %ld bytes, %ld events\n", files, bytes, events);
  return 0;
}
