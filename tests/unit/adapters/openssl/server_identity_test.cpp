#include "adapters/openssl/server_identity.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "adapters/openssl/self_signed.hpp"
#include "tests/support/temporary_folder.hpp"

namespace parley::adapters {
namespace {

using test::read_text;
using test::write_text;

int mode_of(const std::filesystem::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? static_cast<int>(status.st_mode & 0777) : -1;
}

/// Why the identity could not be had; empty where it could.
std::string refusal(const Result<ServerIdentity>& identity) {
  return identity ? "" : identity.error().message;
}

bool holds(const std::string& text, const std::string& part) { return text.find(part) != text.npos; }

TEST(ServerIdentity, is_made_at_first_start_and_kept) {
  const test::TemporaryFolder folder;
  const auto made = own_server_identity(folder.path());
  ASSERT_TRUE(made) << made.error().message;
  EXPECT_EQ(mode_of(folder / "key.pem"), 0600);
  const auto again = own_server_identity(folder.path());
  ASSERT_TRUE(again) << again.error().message;
  EXPECT_EQ(again->fingerprint(), made->fingerprint());
  EXPECT_TRUE(made->fingerprint().starts_with("SHA256:"));
  EXPECT_EQ(made->fingerprint().size(), 71u);
}

TEST(ServerIdentity, keeps_its_key_when_the_certificate_is_lost) {
  const test::TemporaryFolder folder;
  const auto before = own_server_identity(folder.path())->fingerprint();
  std::filesystem::remove(folder / "cert.pem");
  const auto after = own_server_identity(folder.path());
  ASSERT_TRUE(after) << after.error().message;
  EXPECT_EQ(after->fingerprint(), before);
}

TEST(ServerIdentity, makes_no_new_key_when_the_certificate_stands_without_one) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(own_server_identity(folder.path()));
  std::filesystem::remove(folder / "key.pem");
  EXPECT_TRUE(holds(refusal(own_server_identity(folder.path())), "bring the key back"));
  EXPECT_FALSE(std::filesystem::exists(folder / "key.pem"));
}

TEST(ServerIdentity, refuses_a_key_that_others_can_read) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(own_server_identity(folder.path()));
  ::chmod((folder / "key.pem").c_str(), 0640);
  EXPECT_TRUE(holds(refusal(own_server_identity(folder.path())), "chmod 600"));
}

TEST(ServerIdentity, says_which_file_is_missing_or_holds_something_else) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(own_server_identity(folder.path()));
  const auto certificate = folder / "cert.pem";
  const auto key = folder / "key.pem";
  const auto rubbish = folder / "rubbish.pem";
  write_text(rubbish, "no PEM at all\n");
  EXPECT_EQ(refusal(load_server_identity(certificate, key)), "");
  EXPECT_TRUE(holds(refusal(load_server_identity(folder / "absent.pem", key)), "absent.pem"));
  EXPECT_TRUE(holds(refusal(load_server_identity(certificate, folder / "absent.pem")), "absent.pem"));
  EXPECT_TRUE(holds(refusal(load_server_identity(rubbish, key)), "holds no certificate"));
  EXPECT_TRUE(holds(refusal(load_server_identity(certificate, rubbish)), "holds no private key"));
  EXPECT_TRUE(holds(refusal(load_server_identity(key, key)), "holds no certificate"));
  write_text(rubbish, read_text(certificate).substr(0, 200));
  EXPECT_TRUE(holds(refusal(load_server_identity(rubbish, key)), "holds no certificate"));
}

TEST(ServerIdentity, refuses_a_key_that_belongs_to_another_certificate) {
  const test::TemporaryFolder one;
  const test::TemporaryFolder two;
  ASSERT_TRUE(own_server_identity(one.path()) && own_server_identity(two.path()));
  EXPECT_TRUE(
      holds(refusal(load_server_identity(one / "cert.pem", two / "key.pem")), "do not belong together"));
}

TEST(ServerIdentity, refuses_a_key_with_a_passphrase_without_asking_for_it) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(own_server_identity(folder.path()));
  const auto key = make_p256_key();
  const BioHandle memory(BIO_new(BIO_s_mem()));
  ASSERT_EQ(
      PEM_write_bio_PKCS8PrivateKey(memory.get(), key.get(), EVP_aes_128_cbc(), "abcd", 4, nullptr, nullptr),
      1);
  char* bytes = nullptr;
  const long length = BIO_get_mem_data(memory.get(), &bytes);
  write_text(folder / "locked.pem", {bytes, static_cast<std::size_t>(length)});
  EXPECT_TRUE(holds(refusal(load_server_identity(folder / "cert.pem", folder / "locked.pem")), "passphrase"));
}

TEST(ServerIdentity, takes_the_chain_that_stands_behind_the_certificate) {
  const test::TemporaryFolder folder;
  ASSERT_TRUE(own_server_identity(folder.path()));
  const auto other = make_p256_key();
  const auto chain = certificate_to_pem(make_self_signed(other.get()).get());
  write_text(folder / "both.pem", read_text(folder / "cert.pem") + chain);
  const auto identity = load_server_identity(folder / "both.pem", folder / "key.pem");
  ASSERT_TRUE(identity) << identity.error().message;
  EXPECT_EQ(identity->chain.size(), 1u);
}

TEST(ServerIdentity, says_so_when_its_folder_cannot_be_written) {
  const auto refused = refusal(own_server_identity("/proc/no-such-folder"));
  EXPECT_TRUE(holds(refused, "/proc/no-such-folder")) << refused;
}

}  // namespace
}  // namespace parley::adapters
