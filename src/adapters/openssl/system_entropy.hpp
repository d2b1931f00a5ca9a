#pragma once

#include "ports/entropy.hpp"

namespace parley::adapters {

/// OpenSSL's generator, seeded by the kernel.
class SystemEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace parley::adapters
