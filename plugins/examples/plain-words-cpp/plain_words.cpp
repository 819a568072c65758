// Finds long words where a short one says the same: "in order to" where "to" would do.
//
// A plugin in C++17. It is a check: it gets documents and says what is wrong in them, with line and column.
#include "json.hpp"
#include "stratbook_plugin.h"

#include <algorithm>
#include <cctype>
#include <cstring>
#include <exception>

namespace {

struct Word {
    std::string_view is, better;
};

constexpr Word words[] = {
    {"in order to", "to"}, {"prior to", "before"}, {"utilise", "use"}, {"utilize", "use"}, {"going forward", "from now on"},
};

constexpr const char *description =
    R"({"id":"plain-words-cpp","name":"Plain words","version":"1.0.0",)"
    R"("summary":"Finds long words where a short one says the same. An example of a plugin in C++.","check":true})";

bool is_letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0; }

std::string lower(std::string text) {
    for (char &c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return text;
}

// Characters, not bytes, before this place of the line.
std::size_t column(std::string_view line, std::size_t at) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < at; i++) count += (line[i] & 0xc0) != 0x80;
    return count;
}

void check(const std::string &path, const std::string &body, std::string &findings) {
    const std::string text = lower(body);
    bool fenced = false;
    std::size_t number = 0;
    for (std::size_t start = 0; start < text.size(); number++) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::string_view line = std::string_view(text).substr(start, end - start);
        start = end + 1;
        if (line.substr(0, 3) == "```") fenced = !fenced;
        for (const Word &word : words) {
            for (std::size_t at = line.find(word.is); !fenced && at != line.npos; at = line.find(word.is, at + 1)) {
                const std::size_t after = at + word.is.size();
                if ((at > 0 && is_letter(line[at - 1])) || (after < line.size() && is_letter(line[after]))) continue;
                if (!findings.empty()) findings += ',';
                findings += R"({"severity":"info","message":)" + Json::quoted("long for `" + std::string(word.better) + "`") +
                            R"(,"hint":)" + Json::quoted("write `" + std::string(word.better) + "`") + R"(,"document":)" +
                            Json::quoted(path) + R"(,"line":)" + std::to_string(number + 1) + R"(,"column":)" +
                            std::to_string(column(line, at)) + "}";
            }
        }
    }
}

std::int32_t give(const stratbook_host *host, std::int32_t status, std::string_view text) {
    host->answer(host->context, text.data(), text.size());
    return status;
}

// No exception may leave it.
std::int32_t call(const stratbook_host *host, const char *method, const char *request, std::size_t size) noexcept {
    try {
        if (std::strcmp(method, "describe") == 0) return give(host, STRATBOOK_OK, description);
        if (std::strcmp(method, "check") != 0) return STRATBOOK_UNSUPPORTED;
        const Json json = Json::read({request, size});
        std::string findings;
        for (const Json &document : json["documents"].items) {
            check(document["path"].text, document["body"].text, findings);
        }
        return give(host, STRATBOOK_OK, "{\"findings\":[" + findings + "]}");
    } catch (const std::exception &error) {
        return give(host, STRATBOOK_FAILED, error.what());
    } catch (...) {
        return STRATBOOK_FAILED;
    }
}

} // namespace

const stratbook_plugin *stratbook_plugin_v1(void) {
    static const stratbook_plugin plugin = {sizeof plugin, 1, 1, 0, call};
    return &plugin;
}
