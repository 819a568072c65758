/* {{title}}: a plugin for Stratbook, in plain C. stratbook_plugin.h says everything about the interface; the reference page
 * "Plugin interface" says what is in requests and answers.
 *
 * In a document, [{{id}} name="Ada"] becomes "Hello, Ada." */
#include "stratbook_plugin.h"

#include <stdio.h>
#include <string.h>

/* ---- a little JSON ---------------------------------------------------------------------------------------------- */

static const char *blank(const char *at) { return at + strspn(at, " \t\r\n"); }

static const char *value(const char *at, int depth);

/* Behind the string that begins here, or null where it has no end. */
static const char *string(const char *at) {
    for (at++; *at != '"'; at++) {
        if (*at == '\\') at++;
        if (*at == '\0') return NULL;
    }
    return at + 1;
}

/* Behind the object or list that begins here. */
static const char *group(const char *at, char end, int depth) {
    if (depth == 0) return NULL;
    for (at = blank(at + 1); *at != end; at = blank(at)) {
        at = value(at, depth - 1);
        if (at == NULL) return NULL;
        at = blank(at);
        if (*at == ',' || *at == ':') at++;
        else if (*at != end) return NULL;
    }
    return at + 1;
}

/* Behind the value that begins here, or null where there is none. */
static const char *value(const char *at, int depth) {
    if (*at == '"') return string(at);
    if (*at == '{') return group(at, '}', depth);
    if (*at == '[') return group(at, ']', depth);
    size_t length = strcspn(at, ",:]} \t\r\n");
    return length == 0 ? NULL : at + length;
}

/* The member of the object that begins here, or null. */
static const char *member(const char *at, const char *name) {
    size_t length = strlen(name);
    if (at == NULL || *at != '{') return NULL;
    for (at = blank(at + 1); at != NULL && *at == '"'; at = blank(at)) {
        const char *key = at + 1;
        const char *end = string(at);
        if (end == NULL) return NULL;
        at = blank(end);
        if (*at != ':') return NULL;
        at = blank(at + 1);
        if ((size_t)(end - 1 - key) == length && memcmp(key, name, length) == 0) return at;
        at = value(at, 64);
        if (at == NULL) return NULL;
        at = blank(at);
        if (*at == ',') at++;
    }
    return NULL;
}

/* The first item of the list that begins here, or the one that follows, or null. */
static const char *first(const char *at) {
    if (at == NULL || *at != '[') return NULL;
    at = blank(at + 1);
    return *at == ']' ? NULL : at;
}

static const char *next(const char *at) {
    at = value(at, 64);
    if (at == NULL || *(at = blank(at)) != ',') return NULL;
    return blank(at + 1);
}

/* Copies a plain string: one with escapes is left out. Returns whether it fits. */
static int plain(const char *at, char *out, size_t room) {
    if (at == NULL || *at != '"') return 0;
    size_t length = strcspn(at + 1, "\"\\");
    if (at[1 + length] != '"' || length + 1 > room) return 0;
    memcpy(out, at + 1, length);
    out[length] = '\0';
    return 1;
}

/* ---- the plugin ------------------------------------------------------------------------------------------------- */

static const char description[] =
    "{\"id\":\"{{id}}\",\"name\":{{c_name}},\"version\":\"0.1.0\",\"summary\":\"Greets who is named.\","
    "\"shortcodes\":[{\"name\":\"{{id}}\",\"summary\":\"A greeting.\","
    "\"attributes\":[{\"name\":\"name\",\"summary\":\"Who is greeted.\",\"required\":true}]}]}";

static int32_t give(const stratbook_host *host, int32_t status, const char *text) {
    host->answer(host->context, text, strlen(text));
    return status;
}

/* Signs that mean something in Markdown are left out, so that a name stays a name. */
static void tame(char *text) {
    char *to = text;
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x20 && strchr("\\`*_{}[]<>$|~&^=#", *text) == NULL) *to++ = *text;
    }
    *to = '\0';
}

static int32_t greet(const stratbook_host *host, const char *request) {
    char name[64] = "", answer[128];
    const char *pair;

    /* "attributes": [["name", "Ada"]] */
    for (pair = first(member(blank(request), "attributes")); pair != NULL; pair = next(pair)) {
        char key[8];
        const char *item = first(pair);
        if (plain(item, key, sizeof key) && strcmp(key, "name") == 0) plain(next(item), name, sizeof name);
    }
    tame(name);
    if (name[0] == '\0') {
        return give(host, STRATBOOK_OK,
                    "{\"markdown\":\"\",\"findings\":[{\"severity\":\"error\",\"message\":\"nobody is named\","
                    "\"hint\":\"write it like this: `[{{id}} name=\\\"Ada\\\"]`\"}]}");
    }
    snprintf(answer, sizeof answer, "{\"markdown\":\"Hello, %s.\"}", name);
    return give(host, STRATBOOK_OK, answer);
}

static int32_t call(const stratbook_host *host, const char *method, const char *request, size_t size) {
    (void)size; /* every text of the host ends with a zero byte */
    if (strcmp(method, "describe") == 0) return give(host, STRATBOOK_OK, description);
    if (strcmp(method, "shortcode") == 0) return greet(host, request);
    return STRATBOOK_UNSUPPORTED;
}

const stratbook_plugin *stratbook_plugin_v1(void) {
    static const stratbook_plugin plugin = {sizeof plugin, 1, 1, 0, call};
    return &plugin;
}
