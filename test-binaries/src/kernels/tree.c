#define NAME "tree"
#define EXPECTED 0xe3e6142a
#include "kernel.h"

// A red-black-free binary search tree: insert, find, in-order walk, delete.
struct tree {
  struct tree *left, *right;
  uint32_t key, count;
};
static struct tree pool[3000];
static int used;

static struct tree **find(struct tree **t, uint32_t key) {
  while (*t && (*t)->key != key) t = key < (*t)->key ? &(*t)->left : &(*t)->right;
  return t;
}

static uint32_t walk(const struct tree *t, uint32_t h, int depth) {
  if (!t) return h;
  h = walk(t->left, h, depth + 1);
  h = mix(h, t->key + t->count + (uint32_t)depth);
  return walk(t->right, h, depth + 1);
}

static void drop(struct tree **t) {
  struct tree *d = *t;
  if (!d->left) {
    *t = d->right;
  } else if (!d->right) {
    *t = d->left;
  } else {
    struct tree **m = &d->right;
    while ((*m)->left) m = &(*m)->left;
    struct tree *s = *m;
    *m = s->right;
    s->left = d->left;
    s->right = d->right;
    *t = s;
  }
}

static uint32_t run(void) {
  uint32_t seed = 3;
  struct tree *root = 0;
  used = 0;
  for (int i = 0; i < 6000; i++) {
    uint32_t key = next(&seed) % 2500;
    struct tree **t = find(&root, key);
    if (!*t) {
      *t = &pool[used++];
      **t = (struct tree){0, 0, key, 0};
    }
    (*t)->count++;
  }
  uint32_t h = walk(root, 0, 0);
  for (int i = 0; i < 3000; i++) {
    struct tree **t = find(&root, next(&seed) % 2500);
    if (*t) drop(t);
  }
  return walk(root, h, 0);
}
