// What Entropy promises.

#include <algorithm>
#include <array>

#include "tests/contract/contract_world.hpp"

namespace parley::contract {
namespace {

class EntropyContract : public ContractTest {
 protected:
  std::unique_ptr<Entropy> entropy_ = world().make_entropy();
};

TEST_P(EntropyContract, gives_other_bytes_each_time) {
  std::array<std::uint8_t, 32> one{};
  std::array<std::uint8_t, 32> two{};
  entropy_->fill(one);
  entropy_->fill(two);
  EXPECT_NE(one, two);
}

TEST_P(EntropyContract, fills_every_byte_and_no_other) {
  std::array<std::uint8_t, 66> bytes{};
  std::array<bool, 66> touched{};
  for (int i = 0; i < 64; ++i) {  // A byte that is filled stays 0 in all of them once in 2^512 times.
    bytes.fill(0);
    entropy_->fill(std::span(bytes).subspan(1, 64));
    for (std::size_t at = 0; at < bytes.size(); ++at) touched[at] = touched[at] || bytes[at] != 0;
  }
  EXPECT_FALSE(touched.front());
  EXPECT_FALSE(touched.back());
  EXPECT_TRUE(std::all_of(touched.begin() + 1, touched.end() - 1, [](bool was) { return was; }));
}

TEST_P(EntropyContract, takes_nothing_to_fill) { entropy_->fill({}); }

PARLEY_CONTRACT_SUITE(EntropyContract);

}  // namespace
}  // namespace parley::contract
