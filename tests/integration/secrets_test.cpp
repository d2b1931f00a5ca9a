#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tape/tape_reader.hpp"
#include "tests/integration/registry_process.hpp"
#include "tests/integration/tls_client.hpp"
#include "tests/support/pipe_program.hpp"
#include "wire/text.hpp"

/// A session full of secrets, right ones, wrong ones and misplaced ones, through the real programs with
/// --record; then every byte of their tapes is searched for every one of them.
namespace parley::test {
namespace {

using namespace std::string_literals;

/// No two have eight bytes in common, with each other or with anything that is no secret.
const std::string kAlicePassword = "Alice:7hEr1verB3nds";
const std::string kBobPassword = "Bob/w0odenSpo0ns&forks";
const std::string kWrongPassword = "Gu3ssedAtRandom,wrong";
const std::string kPasswordAtMenu = "typ3dAtTheM3nu!";
const std::string kWordsOfAlice = "rendezvous behind Mulberry Street";
const std::string kWordsOfBob = "Understood\xC3\xA4, bringing Umbrella";
const std::string kPlainSecret = "pl4inSecretNotHashed";
const std::string kOtherSecret = "anUmlautS\xC3\xA4kret";
const std::string kSplitSecret = "spl1tOverManyRecordsByAnAwkwardClient";
const std::string kLongSecret = "TooL0ng" + std::string(300, 'z');
const std::vector<std::string> kMisplaced = {
    "lowerCaseVerb99", "unknownVerb88x", "PassPhrase1st",
    "W0rdOfPhrase",    "noPortAtAll77",  "n0NameButAMuchTooLongPassword4One",
    "invalidUtf8#66",  "hasANul%55",     "v1FirstHalf44q",
    "v1SecondHalf3",   "udpP4ssw0rd22",  "pass@TheName11",
    "afterLogoutPw5",  "secretAsRoom*9", "whereVersionIs7"};

std::string texts_of(const std::filesystem::path& path) {
  const auto tape = tape::TapeReader::open(path);
  if (!tape) {
    ADD_FAILURE() << tape.error().message;
    return {};
  }
  std::string all;
  std::map<std::pair<bool, std::uint64_t>, std::string> streams;  ///< What went over each, in a row.
  tape::Entry entry;
  for (auto more = (*tape)->next(entry); more; more = (*tape)->next(entry)) {
    if (!*more) {
      EXPECT_EQ(entry.kind, tape::EntryKind::kEnd);
      for (const auto& [stream, bytes] : streams) all += bytes + '\n';
      return all;
    }
    all.append(entry.text).append("\n");
    if (entry.kind == tape::EntryKind::kRecord) streams[{true, entry.id}] += entry.text;
    if (entry.kind == tape::EntryKind::kWrite) streams[{false, entry.id}] += entry.text;
  }
  ADD_FAILURE() << path << " cannot be read to its end";
  return all;
}

/// Whether any eight bytes of the secret in a row are there.
bool holds_part_of(const std::string& text, const std::string& secret) {
  constexpr std::size_t kPart = 8;
  for (std::size_t at = 0; at + kPart <= secret.size(); ++at) {
    if (text.find(secret.substr(at, kPart)) != std::string::npos) return true;
  }
  return false;
}

class Secrets : public ::testing::Test {
 protected:
  static constexpr const char* kNames[] = {"registry", "alice", "bob"};

  void SetUp() override { ASSERT_TRUE(registry_.listening()) << registry_.errors(); }

  std::filesystem::path tape(const std::string& name) const { return tapes_.path() / (name + ".tape"); }

  TlsClient connect() {
    auto client = TlsClient::connect(registry_.tcp());
    EXPECT_TRUE(client.has_value());
    EXPECT_EQ(client->receive(), "HELLO_BACK SUCCESS 200 ");
    return std::move(*client);
  }

  std::unique_ptr<PipeProgram> peer(const std::string& name, const std::string& dialect) {
    return std::make_unique<PipeProgram>(
        Command{{PARLEY_BIN_DIR "/parley-peer", "--registry", registry_.tcp().to_string(), "--data",
                 (tapes_.path() / name).string(), "--wire", dialect, "--multicast-interface", "127.0.0.1",
                 "--log-level", "debug", "--log-file", "/dev/null", "--record", tape(name).string(),
                 "--record-text", "no"},
                {},
                {}});
  }

  void type(PipeProgram& peer, const std::vector<std::string>& lines) {
    for (const auto& line : lines) EXPECT_TRUE(peer.write_line(line));
  }

  void let_people_talk() {
    const auto alice = peer("alice", "2");
    const auto bob = peer("bob", "1");
    type(*alice, {"1", "alice", kAlicePassword, "2", "alice", kWrongPassword, "6001"});
    EXPECT_TRUE(alice->sees("Wrong password..."));
    type(*alice, {kPasswordAtMenu, "2", "alice", kAlicePassword, "6001", "3", "den"});
    EXPECT_TRUE(alice->sees("Welcome to Chatroom den"));
    type(*bob, {"1", "bob", kBobPassword, "2", "bob", kBobPassword, "6002", "5", "den"});
    EXPECT_TRUE(bob->sees("Welcome to Chatroom den"));
    EXPECT_TRUE(alice->sees("System: User bob joined!"));
    type(*alice, {kWordsOfAlice});
    EXPECT_TRUE(bob->sees("alice: " + kWordsOfAlice));
    type(*bob, {kWordsOfBob, "q", "6"});
    EXPECT_TRUE(alice->sees("bob: " + kWordsOfBob));
    EXPECT_EQ(bob->wait_for_end(), 0);
    type(*alice, {"q", "6"});
    EXPECT_EQ(alice->wait_for_end(), 0);
  }

  void send_secrets_in_v1() {
    auto client = connect();
    EXPECT_EQ(client.ask("REGISTER carl " + kPlainSecret), "REGISTER <SUCCESS> <200>");
    EXPECT_EQ(client.ask("LOGIN carl " + kOtherSecret + " 6003"), "AUTH <FAILURE> <404>");
    EXPECT_EQ(client.ask("LOGIN carl " + kLongSecret + " 6003"), "AUTH <FAILURE> <400>");
    EXPECT_EQ(client.ask("login carl " + kMisplaced[0] + " 6003"), "ERROR <FAILURE> <400>");
    EXPECT_EQ(client.ask("PASSWORD " + kMisplaced[1]), "ERROR <FAILURE> <400>");
    EXPECT_EQ(client.ask("REGISTER dora " + kMisplaced[2] + " " + kMisplaced[3]), "REGISTER <FAILURE> <400>");
    EXPECT_EQ(client.ask("LOGIN carl " + kMisplaced[4]), "AUTH <FAILURE> <400>");
    EXPECT_EQ(client.ask("LOGIN " + kMisplaced[5] + " 6003"), "AUTH <FAILURE> <400>");
    EXPECT_EQ(client.ask("LOGIN carl " + kMisplaced[6] + "\xff 6003"), "ERROR <FAILURE> <400>");
    EXPECT_EQ(client.ask("LOGIN carl " + kMisplaced[7] + "\0 6003"s), "ERROR <FAILURE> <400>");
    EXPECT_EQ(client.ask("LOGIN carl " + kMisplaced[8]), "AUTH <FAILURE> <400>");
    EXPECT_EQ(client.ask(kMisplaced[9] + " 6003"), "ERROR <FAILURE> <400>");
    EXPECT_EQ(client.ask("LOGIN " + kMisplaced[11] + " " + kPlainSecret + " 6003"), "AUTH <FAILURE> <404>");
    EXPECT_EQ(client.ask("LOGOUT carl " + kMisplaced[12]), "LOGOUT <FAILURE> <400>");
    EXPECT_EQ(client.ask("HELLO P2P " + kMisplaced[14]), "ERROR <FAILURE> <400>");
    EXPECT_EQ(client.ask("LOGIN carl " + kPlainSecret + " 6003"), "AUTH <SUCCESS> <200>");
    EXPECT_EQ(client.ask("CREATE-CHAT-ROOM " + kMisplaced[13] + " carl"), "CREATION <FAILURE> <400>");
    send_datagram(kLoopback, registry_.udp(), kMisplaced[10] + " of carl");
  }

  /// Each byte that may part the line does so once.
  void send_secrets_in_v2() {
    auto client = connect();
    EXPECT_EQ(client.ask("HELLO P2P 2\nREGISTER eve " + kSplitSecret + "\n").substr(0, 8), "HELLO <S");
    EXPECT_EQ(client.receive(), "REGISTER <SUCCESS> <200>\n");
    const auto line = "LOGIN eve " + kSplitSecret + "x 6004\n";
    for (std::size_t at = 1; at < line.size(); at += 5) {
      client.send(line.substr(0, at));
      EXPECT_EQ(client.ask(line.substr(at)), "AUTH <FAILURE> <404>\n");
    }
    const auto right = "LOGIN eve " + kSplitSecret + " 6004\n";
    for (const char byte : right) client.send(std::string(1, byte));
    EXPECT_EQ(client.receive(), "AUTH <SUCCESS> <200>\n");
  }

  /// What the database holds of each password, and the parts of it.
  std::vector<std::string> stored_hashes() {
    std::vector<std::string> hashes;
    sqlite3* database = nullptr;
    EXPECT_EQ(sqlite3_open((data_.path() / "registry.db").c_str(), &database), SQLITE_OK);
    const auto add = [](void* to, int /*columns*/, char** row, char** /*names*/) {
      static_cast<std::vector<std::string>*>(to)->emplace_back(row[0]);
      return 0;
    };
    sqlite3_exec(database, "SELECT hash FROM account", add, &hashes, nullptr);
    sqlite3_close(database);
    return hashes;
  }

  std::vector<std::string> secrets() {
    std::vector<std::string> passwords = {kAlicePassword, kBobPassword, kWrongPassword, kPasswordAtMenu,
                                          kPlainSecret,   kOtherSecret, kSplitSecret,   kLongSecret};
    passwords.insert(passwords.end(), kMisplaced.begin(), kMisplaced.end());
    std::vector<std::string> all = {kWordsOfAlice, kWordsOfBob};
    for (const auto& password : passwords) {
      all.push_back(password);
      all.push_back(wire::secret_of(password));
    }
    for (const auto& hash : stored_hashes()) {
      EXPECT_TRUE(hash.starts_with("$scrypt$")) << hash;
      all.push_back(hash.substr(hash.find('$', sizeof "$scrypt$")));  // Without its parameters.
    }
    EXPECT_EQ(all.size(), 2 + 2 * passwords.size() + 4);
    const auto key = read_text(data_.path() / "key.pem");
    all.push_back(key.substr(key.find('\n')));
    return all;
  }

  TemporaryFolder data_;
  TemporaryFolder tapes_;
  RegistryProcess registry_{{data_.path(), {"--log-level", "debug", "--record", tape("registry").string()}}};
};

TEST_F(Secrets, are_on_no_tape) {
  let_people_talk();
  send_secrets_in_v1();
  send_secrets_in_v2();
  ASSERT_EQ(registry_.terminate(), 0) << registry_.errors();
  const auto secrets = this->secrets();
  Command replay{{PARLEY_BIN_DIR "/parley-sim", "replay"}, {}, {}};
  for (const std::string name : kNames) {
    struct stat file {};
    ASSERT_EQ(::stat(tape(name).c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 07777U, 0600U) << name;
    const auto bytes = read_text(tape(name)) + texts_of(tape(name));
    for (const auto& secret : secrets) EXPECT_FALSE(holds_part_of(bytes, secret)) << name << ": " << secret;
    replay.words.push_back(tape(name).string());
  }
  const auto registry = texts_of(tape("registry"));
  for (const auto* seen :
       {"REGISTER carl aaaaaaaaaaaaaaaaaaaa\n", "LOGIN carl aaaaaaaaaaaaaaaaaaaa 6003\n",
        "LOGIN eve ..................................... 6004\n", "CREATE-CHAT-ROOM den alice"}) {
    EXPECT_NE(registry.find(seen), std::string::npos) << seen;
  }
  EXPECT_NE(texts_of(tape("bob")).find("alice: xxxxxxxxxx xxxxxx xxxxxxxx xxxxxx"), std::string::npos);
  PipeProgram replayed(replay);
  EXPECT_EQ(replayed.wait_for_end(), 0) << replayed.output();
}

}  // namespace
}  // namespace parley::test
