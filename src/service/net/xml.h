#pragma once
/// Small XML answers as a tree (expat). Bounded in bytes, depth and elements; a document type is
/// refused, and with it every entity of one's own.
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace retainwise::net {

struct XmlElement {
  std::string name;  ///< without prefix
  std::string text;  ///< of this element itself, in one piece
  std::vector<XmlElement> children = {};

  const XmlElement* find(std::string_view child) const;
  /// The text of that child; "" where there is none.
  std::string_view at(std::string_view child) const;
};

/// kUnavailable where `text` is no such document: an answer that was cut short can be had again.
Result<XmlElement> parse_xml(std::string_view text);

}  // namespace retainwise::net
