// As much JSON as a small plugin needs: a value that is read, and a string that is written.
#pragma once

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct Json {
    std::string text; // of a string, or the word or number as it is written
    std::vector<Json> items;
    std::map<std::string, Json> members;

    // The member, or an empty value where there is none.
    const Json &operator[](const std::string &name) const {
        static const Json nothing;
        const auto found = members.find(name);
        return found == members.end() ? nothing : found->second;
    }

    static Json read(std::string_view text) {
        Json value;
        Reader reader{text, 0};
        reader.value(value, 0);
        return value;
    }

    static std::string quoted(std::string_view text) {
        std::string out = "\"";
        for (const char c : text) {
            if (c == '"' || c == '\\') {
                out += '\\';
                out += c;
            } else if (static_cast<unsigned char>(c) < 0x20) {
                const char *digits = "0123456789abcdef";
                out += "\\u00";
                out += digits[c >> 4];
                out += digits[c & 15];
            } else {
                out += c;
            }
        }
        return out + '"';
    }

private:
    struct Reader {
        std::string_view text;
        std::size_t at;

        [[noreturn]] static void fail() { throw std::runtime_error("the request is not JSON"); }

        char next() {
            while (at < text.size() && std::string_view(" \t\r\n").find(text[at]) != std::string_view::npos) at++;
            if (at >= text.size()) fail();
            return text[at];
        }

        void value(Json &out, int depth) {
            if (depth > 128) fail();
            const char first = next();
            if (first == '"') {
                out.text = string();
            } else if (first == '{' || first == '[') {
                const char end = first == '{' ? '}' : ']';
                at++;
                while (next() != end) {
                    if (first == '{') {
                        if (next() != '"') fail();
                        const std::string name = string();
                        if (next() != ':') fail();
                        at++;
                        value(out.members[name], depth + 1);
                    } else {
                        value(out.items.emplace_back(), depth + 1);
                    }
                    if (next() == ',') at++;
                    else if (text[at] != end) fail();
                }
                at++;
            } else {
                const std::size_t start = at;
                while (at < text.size() && std::string_view(",:]} \t\r\n").find(text[at]) == std::string_view::npos) at++;
                if (at == start) fail();
                out.text = text.substr(start, at - start);
            }
        }

        std::uint32_t hex() {
            std::uint32_t code = 0;
            for (int i = 0; i < 4; i++, at++) {
                if (at >= text.size()) fail();
                const char c = text[at];
                if (c >= '0' && c <= '9') code = code * 16 + (c - '0');
                else if ((c | 32) >= 'a' && (c | 32) <= 'f') code = code * 16 + ((c | 32) - 'a' + 10);
                else fail();
            }
            return code;
        }

        std::string string() {
            std::string out;
            for (at++; at < text.size() && text[at] != '"';) {
                if (text[at] != '\\') {
                    out += text[at++];
                    continue;
                }
                if (++at >= text.size()) fail();
                const char c = text[at++];
                switch (c) {
                case 'n': out += '\n'; break;
                case 't': out += '\t'; break;
                case 'r': out += '\r'; break;
                case 'b': out += '\b'; break;
                case 'f': out += '\f'; break;
                case 'u': {
                    std::uint32_t code = hex();
                    if (code >= 0xd800 && code < 0xdc00 && text.substr(at, 2) == "\\u") {
                        at += 2;
                        code = 0x10000 + ((code - 0xd800) << 10) + (hex() & 0x3ff);
                    }
                    if (code < 0x80) {
                        out += static_cast<char>(code);
                    } else {
                        if (code < 0x800) {
                            out += static_cast<char>(0xc0 | code >> 6);
                        } else {
                            if (code < 0x10000) {
                                out += static_cast<char>(0xe0 | code >> 12);
                            } else {
                                out += static_cast<char>(0xf0 | code >> 18);
                                out += static_cast<char>(0x80 | (code >> 12 & 0x3f));
                            }
                            out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
                        }
                        out += static_cast<char>(0x80 | (code & 0x3f));
                    }
                    break;
                }
                default: out += c;
                }
            }
            if (at >= text.size()) fail();
            at++;
            return out;
        }
    };
};
