#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <memory>
#include <string>

namespace parley::adapters {

/// Frees what OpenSSL allocated, with the function that OpenSSL names for it.
template <auto kFree>
struct OpensslFree {
  template <class T>
  void operator()(T* object) const {
    kFree(object);
  }
};

using SslHandle = std::unique_ptr<SSL, OpensslFree<&SSL_free>>;
using SslContextHandle = std::unique_ptr<SSL_CTX, OpensslFree<&SSL_CTX_free>>;
using KeyHandle = std::unique_ptr<EVP_PKEY, OpensslFree<&EVP_PKEY_free>>;
using CertificateHandle = std::unique_ptr<X509, OpensslFree<&X509_free>>;
using BioHandle = std::unique_ptr<BIO, OpensslFree<&BIO_free_all>>;

/// What OpenSSL's error queue of this thread says, in words; empties the queue.
std::string take_openssl_errors();

}  // namespace parley::adapters
