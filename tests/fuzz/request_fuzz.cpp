// Requests: any bytes are a request or a refusal, and a request comes back when it is written and read.

#include <variant>

#include "base/check.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "wire/request.hpp"
#include "wire/text.hpp"

namespace parley::fuzz {

void run(std::string_view input) {
  const auto decoded = wire::decode_request(input);
  if (const auto* bad = std::get_if<wire::BadRequest>(&decoded)) {
    PARLEY_CHECK(bad->status == wire::Status::kMalformed || bad->status == wire::Status::kNotFound ||
                 bad->status == wire::Status::kNotYours);
    PARLEY_CHECK(!bad->reason.empty() && wire::is_utf8(bad->reason));
    return;
  }
  const auto& request = std::get<wire::Request>(decoded);
  const auto again = wire::decode_request(wire::encode(request));
  PARLEY_CHECK(std::holds_alternative<wire::Request>(again));
  PARLEY_CHECK(std::get<wire::Request>(again) == request);
}

}  // namespace parley::fuzz
