#define NAME "list"
#define EXPECTED 0x18240fd7
#include "kernel.h"

// Pointer chasing: a shuffled linked list, reversed and merge-sorted.
struct node {
  struct node *next;
  uint32_t key;
};
static struct node nodes[4096];

static struct node *merge(struct node *a, struct node *b) {
  struct node head, *tail = &head;
  while (a && b) {
    struct node **least = a->key <= b->key ? &a : &b;
    tail->next = *least;
    tail = *least;
    *least = (*least)->next;
  }
  tail->next = a ? a : b;
  return head.next;
}

static struct node *sort(struct node *list) {
  if (!list || !list->next) return list;
  struct node *slow = list, *fast = list->next;
  while (fast && fast->next) slow = slow->next, fast = fast->next->next;
  struct node *half = slow->next;
  slow->next = 0;
  return merge(sort(list), sort(half));
}

static uint32_t run(void) {
  uint32_t seed = 7, h = 0;
  struct node *list = 0;
  for (int i = 0; i < 4096; i++) {
    struct node *n = &nodes[i * 1031 & 4095];
    n->key = next(&seed);
    n->next = list;
    list = n;
  }
  for (int r = 0; r < 10; r++) {
    uint32_t x = 0;
    struct node *reversed = 0;
    while (list) {
      struct node *n = list;
      list = n->next;
      x = x * 31 + n->key;
      n->next = reversed;
      reversed = n;
    }
    list = reversed;
    h = mix(h, x);
  }
  list = sort(list);
  for (uint32_t last = 0; list; last = list->key, list = list->next) h = mix(h, list->key - last);
  return h;
}
