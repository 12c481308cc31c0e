#pragma once
// Cyrus SASL by its headers, opened at first use.
#include <dlfcn.h>
#include <sasl/sasl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#define CSASL_FUNCTIONS(X)                                                                                             \
  X(sasl_client_init) X(sasl_client_new) X(sasl_client_start) X(sasl_client_step) X(sasl_dispose) X(sasl_setprop)      \
  X(sasl_global_listmech) X(sasl_errdetail) X(sasl_errstring)

/// The functions by name; filled once and never changed, so that any thread may read it.
struct __attribute__((swift_attr("@Sendable"))) csasl {
#define X(name) __typeof__(name) *name;
  CSASL_FUNCTIONS(X)
#undef X
};

/// Opens the library and fills the table: NULL, or the name of what is missing.
static inline const char *csasl_load(struct csasl *table) {
  void *library = dlopen("libsasl2.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libsasl2.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!library) return "libsasl2.so.2";
#define X(name)                                                                                                        \
  table->name = (__typeof__(name) *)dlsym(library, #name);                                                             \
  if (!table->name) return #name;
  CSASL_FUNCTIONS(X)
#undef X
  return NULL;
}

/// What the callbacks hand out during one exchange, and the callbacks themselves, typed as sasl.h wants them.
struct csasl_person {
  char *user;
  char *authorization;
  sasl_secret_t *secret;
  sasl_callback_t callbacks[5];
};

static int csasl_name(void *context, int id, const char **result, unsigned *length) {
  const struct csasl_person *person = (const struct csasl_person *)context;
  if (!result) return SASL_BADPARAM;
  // An empty authorization identity means the same as the user; mechanisms then leave it out.
  *result = id == SASL_CB_USER ? person->authorization : person->user;
  if (length) *length = (unsigned)strlen(*result);
  return SASL_OK;
}

static int csasl_secret(sasl_conn_t *connection, void *context, int id, sasl_secret_t **secret) {
  const struct csasl_person *person = (const struct csasl_person *)context;
  (void)connection;
  if (id != SASL_CB_PASS || !secret || !person->secret) return SASL_FAIL;
  *secret = person->secret;
  return SASL_OK;
}

/// Keeps Cyrus from writing to the system log.
static int csasl_silence(void *context, int level, const char *message) {
  (void)context, (void)level, (void)message;
  return SASL_OK;
}

/// Starts the client side once for the program.
static inline int csasl_start(const struct csasl *t) {
  static sasl_callback_t callbacks[2];
  callbacks[0].id = SASL_CB_LOG;
  callbacks[0].proc = (int (*)(void))csasl_silence;
  callbacks[1].id = SASL_CB_LIST_END;
  return t->sasl_client_init(callbacks);
}

static inline void csasl_person_free(struct csasl_person *person) {
  if (!person) return;
  if (person->secret) {
    volatile unsigned char *byte = person->secret->data;
    for (unsigned long n = person->secret->len; n; n--) *byte++ = 0;
  }
  free(person->secret);
  free(person->user);
  free(person->authorization);
  free(person);
}

/// Copies what a mechanism may ask for; NULL without memory.
static inline struct csasl_person *csasl_person_new(
    const char *user, const char *authorization, const unsigned char *password, size_t length) {
  struct csasl_person *person = (struct csasl_person *)calloc(1, sizeof *person);
  if (!person) return NULL;
  person->user = strdup(user);
  person->authorization = strdup(authorization);
  person->secret = (sasl_secret_t *)calloc(1, sizeof(sasl_secret_t) + length);
  if (!person->user || !person->authorization || !person->secret) {
    csasl_person_free(person);
    return NULL;
  }
  person->secret->len = length;
  if (length) memcpy(person->secret->data, password, length);
  const unsigned long ids[] = {SASL_CB_USER, SASL_CB_AUTHNAME, SASL_CB_PASS, SASL_CB_LOG, SASL_CB_LIST_END};
  for (int n = 0; n < 5; n++) {
    person->callbacks[n].id = ids[n];
    person->callbacks[n].context = person;
    person->callbacks[n].proc = n < 2 ? (int (*)(void))csasl_name
                                : n == 2 ? (int (*)(void))csasl_secret
                                : n == 3 ? (int (*)(void))csasl_silence : NULL;
  }
  return person;
}

/// A client connection whose mechanisms may authenticate but not put a layer of their own over it: that is TLS's work.
static inline int csasl_connect(
    const struct csasl *t, const char *service, const char *host, const struct csasl_person *person,
    sasl_conn_t **connection) {
  int result = t->sasl_client_new(service, host, NULL, NULL, person->callbacks, 0, connection);
  if (result != SASL_OK) return result;
  sasl_security_properties_t properties = {0, 0, 0, SASL_SEC_NOANONYMOUS, NULL, NULL};
  return t->sasl_setprop(*connection, SASL_SEC_PROPS, &properties);
}
