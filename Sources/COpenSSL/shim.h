#pragma once
// OpenSSL 3 by its headers, opened at first use: the program does not link it, since that alone costs 1.4 ms at every start.
#include <dlfcn.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stddef.h>

// Each function that is used, once; the types are those of the headers.
#define COPENSSL_FUNCTIONS(X)                                                                                          \
  X(OPENSSL_init_ssl) X(TLS_client_method)                                                                             \
  X(SSL_CTX_new) X(SSL_CTX_free) X(SSL_CTX_ctrl) X(SSL_CTX_set_options) X(SSL_CTX_set_security_level)                  \
  X(SSL_CTX_load_verify_dir) X(SSL_CTX_load_verify_file) X(SSL_CTX_set_default_passwd_cb)                             \
  X(SSL_CTX_use_certificate_chain_file) X(SSL_CTX_use_PrivateKey_file) X(SSL_CTX_check_private_key)                    \
  X(SSL_CONF_CTX_new) X(SSL_CONF_CTX_free) X(SSL_CONF_CTX_set_flags) X(SSL_CONF_CTX_set_ssl_ctx) X(SSL_CONF_cmd)       \
  X(SSL_CONF_CTX_finish)                                                                                               \
  X(SSL_new) X(SSL_free) X(SSL_ctrl) X(SSL_set_bio) X(SSL_set_connect_state) X(SSL_set_verify) X(SSL_set1_host)        \
  X(SSL_set_hostflags) X(SSL_get0_param) X(SSL_set_ex_data) X(SSL_get_ex_data) X(SSL_get_ex_data_X509_STORE_CTX_idx)   \
  X(SSL_do_handshake) X(SSL_read) X(SSL_write) X(SSL_shutdown) X(SSL_get_error) X(SSL_get_verify_result)               \
  X(SSL_get1_peer_certificate) X(SSL_get_version) X(SSL_get_current_cipher) X(SSL_CIPHER_get_name)                     \
  X(BIO_new) X(BIO_s_mem) X(BIO_read) X(BIO_write) X(BIO_ctrl) X(BIO_ctrl_pending)                                     \
  X(ERR_get_error) X(ERR_peek_last_error) X(ERR_reason_error_string) X(ERR_clear_error)                                \
  X(X509_VERIFY_PARAM_set1_ip_asc) X(X509_verify_cert_error_string)                                                    \
  X(X509_STORE_CTX_get_error) X(X509_STORE_CTX_get_error_depth) X(X509_STORE_CTX_get_current_cert)                     \
  X(X509_STORE_CTX_get_ex_data) X(X509_free) X(X509_digest) X(X509_get0_notAfter) X(X509_get0_notBefore)               \
  X(X509_get_subject_name) X(X509_get_issuer_name) X(X509_NAME_oneline) X(X509_get_ext_d2i)                            \
  X(GENERAL_NAMES_free) X(OPENSSL_sk_num) X(OPENSSL_sk_value) X(ASN1_STRING_get0_data) X(ASN1_STRING_length)           \
  X(ASN1_TIME_to_tm) X(EVP_get_digestbyname) X(EVP_MD_get_size) X(CRYPTO_free)

/// The functions by name; filled once and never changed, so that any thread may read it.
struct __attribute__((swift_attr("@Sendable"))) copenssl {
#define X(name) __typeof__(name) *name;
  COPENSSL_FUNCTIONS(X)
#undef X
};

/// Opens the library and fills the table: NULL, or the name of what is missing.
static inline const char *copenssl_load(struct copenssl *table) {
  void *crypto = dlopen("libcrypto.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!crypto) return "libcrypto.so.3";
  void *ssl = dlopen("libssl.so.3", RTLD_NOW | RTLD_LOCAL);
  if (!ssl) return "libssl.so.3";
#define X(name)                                                                                                        \
  table->name = (__typeof__(name) *)dlsym(ssl, #name);                                                                 \
  if (!table->name) table->name = (__typeof__(name) *)dlsym(crypto, #name);                                            \
  if (!table->name) return #name;
  COPENSSL_FUNCTIONS(X)
#undef X
  return NULL;
}

// What the headers have as macros.

static inline long copenssl_set_min_tls12(const struct copenssl *t, SSL_CTX *context) {
  return t->SSL_CTX_ctrl(context, SSL_CTRL_SET_MIN_PROTO_VERSION, TLS1_2_VERSION, NULL);
}

/// A peer that ends without close-notify is judged by the protocol above; compression and renegotiation are never needed.
static inline void copenssl_set_options(const struct copenssl *t, SSL_CTX *context) {
  t->SSL_CTX_set_options(context, SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
}

static inline int copenssl_init(const struct copenssl *t) {
  return t->OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_NO_ATEXIT, NULL);
}

/// Calendar date as YYYYMMDD, 0 when it cannot be read.
static inline long copenssl_date(const struct copenssl *t, const ASN1_TIME *time) {
  struct tm tm;
  if (!time || t->ASN1_TIME_to_tm(time, &tm) != 1) return 0;
  return (tm.tm_year + 1900L) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

static inline long copenssl_set_server_name(const struct copenssl *t, SSL *ssl, const char *name) {
  return t->SSL_ctrl(ssl, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, (void *)name);
}

/// The bytes that wait in a memory BIO, in place.
static inline long copenssl_mem_data(const struct copenssl *t, BIO *bio, char **data) {
  return t->BIO_ctrl(bio, BIO_CTRL_INFO, 0, data);
}

static inline void copenssl_mem_reset(const struct copenssl *t, BIO *bio) { t->BIO_ctrl(bio, BIO_CTRL_RESET, 0, NULL); }

/// An empty memory BIO asks for more instead of telling an end.
static inline void copenssl_mem_is_endless(const struct copenssl *t, BIO *bio) {
  t->BIO_ctrl(bio, BIO_C_SET_BUF_MEM_EOF_RETURN, -1, NULL);
}

/// The n-th subject alternative name of a certificate: its type (GEN_DNS, GEN_IPADD), or -1 behind the last.
static inline int copenssl_general_name(
    const struct copenssl *t, const GENERAL_NAMES *names, int n, const unsigned char **data, int *length) {
  if (!names || n >= t->OPENSSL_sk_num((const OPENSSL_STACK *)names)) return -1;
  const GENERAL_NAME *name = (const GENERAL_NAME *)t->OPENSSL_sk_value((const OPENSSL_STACK *)names, n);
  if (name->type != GEN_DNS && name->type != GEN_IPADD) return GEN_OTHERNAME;
  const ASN1_STRING *text = name->type == GEN_DNS ? name->d.dNSName : name->d.iPAddress;
  *data = t->ASN1_STRING_get0_data(text);
  *length = t->ASN1_STRING_length(text);
  return name->type;
}

static inline void copenssl_free(const struct copenssl *t, void *memory) { t->CRYPTO_free(memory, "", 0); }
