/* Spells out an abbreviation: [abbr of="RFM"] becomes "RFM (recency, frequency, monetary value)". One that is not in the
 * list below is searched in the handbook, and the page that was found is linked.
 *
 * A plugin in plain C. It needs very little of JSON: to find a member, to read a string, to write a string. */
#include "stratbook_plugin.h"

#include <stdio.h>
#include <stdlib.h>
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

/* Copies a plain string: one with escapes is no abbreviation. Returns whether it fits. */
static int plain(const char *at, char *out, size_t room) {
    if (at == NULL || *at != '"') return 0;
    size_t length = strcspn(at + 1, "\"\\");
    if (at[1 + length] != '"' || length + 1 > room) return 0;
    memcpy(out, at + 1, length);
    out[length] = '\0';
    return 1;
}

/* ---- the plugin ------------------------------------------------------------------------------------------------- */

static const char *const abbreviations[][2] = {
    {"KPI", "key performance indicator"},
    {"NPS", "net promoter score"},
    {"OKR", "objectives and key results"},
    {"RFM", "recency, frequency, monetary value"},
};

static const char description[] =
    "{\"id\":\"glossary-c\",\"name\":\"Abbreviations\",\"version\":\"1.0.0\","
    "\"summary\":\"Spells out an abbreviation: `[abbr of=\\\"RFM\\\"]`. An example of a plugin in C.\","
    "\"shortcodes\":[{\"name\":\"abbr\",\"summary\":\"An abbreviation, spelt out.\","
    "\"attributes\":[{\"name\":\"of\",\"summary\":\"The abbreviation.\",\"required\":true}]}]}";

static int32_t give(const stratbook_host *host, int32_t status, const char *text) {
    host->answer(host->context, text, strlen(text));
    return status;
}

/* Keeps what the host found. Its text is gone when this returns. */
static void keep(void *user, const char *text, size_t size) {
    char **kept = user;
    char *copy = malloc(size + 1);
    if (copy == NULL) return;
    memcpy(copy, text, size);
    copy[size] = '\0';
    free(*kept);
    *kept = copy;
}

/* Only letters and digits: what is shown needs no escaping then, in JSON or in Markdown. */
static int is_word(const char *text) {
    for (; *text != '\0'; text++) {
        if (strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", *text) == NULL) return 0;
    }
    return 1;
}

static int32_t spell_out(const stratbook_host *host, const char *request) {
    char name[64] = "", answer[512], path[256], question[128], *found = NULL;
    const char *pair;

    /* "attributes": [["of", "RFM"]] */
    for (pair = first(member(blank(request), "attributes")); pair != NULL; pair = next(pair)) {
        char key[8];
        const char *of = first(pair);
        if (plain(of, key, sizeof key) && strcmp(key, "of") == 0) plain(next(of), name, sizeof name);
    }
    if (name[0] == '\0' || !is_word(name)) {
        return give(host, STRATBOOK_OK,
                    "{\"markdown\":\"\",\"findings\":[{\"severity\":\"error\",\"message\":\"`of` is not an abbreviation\","
                    "\"hint\":\"write it like this: `[abbr of=\\\"RFM\\\"]`\"}]}");
    }
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++) {
        if (strcmp(abbreviations[i][0], name) == 0) {
            snprintf(answer, sizeof answer, "{\"markdown\":\"%s (%s)\"}", name, abbreviations[i][1]);
            return give(host, STRATBOOK_OK, answer);
        }
    }
    /* A host that is older than `ask` ends before it. */
    if (host->struct_size >= offsetof(stratbook_host, ask) + sizeof host->ask && host->ask != NULL) {
        snprintf(question, sizeof question, "{\"query\":\"%s\",\"limit\":1}", name);
        if (host->ask(host->context, "search", question, strlen(question), keep, &found) == STRATBOOK_OK &&
            found != NULL && plain(member(first(member(blank(found), "hits")), "path"), path, sizeof path) &&
            strpbrk(path, "<>") == NULL) {
            snprintf(answer, sizeof answer, "{\"markdown\":\"[%s](</%s>)\"}", name, path);
            free(found);
            return give(host, STRATBOOK_OK, answer);
        }
        free(found);
    }
    snprintf(answer, sizeof answer,
             "{\"markdown\":\"%s\",\"findings\":[{\"severity\":\"warning\",\"message\":\"nobody knows what `%s` means\"}]}",
             name, name);
    return give(host, STRATBOOK_OK, answer);
}

static int32_t call(const stratbook_host *host, const char *method, const char *request, size_t size) {
    (void)size; /* every text of the host ends with a zero byte */
    if (strcmp(method, "describe") == 0) return give(host, STRATBOOK_OK, description);
    if (strcmp(method, "shortcode") == 0) return spell_out(host, request);
    return STRATBOOK_UNSUPPORTED;
}

const stratbook_plugin *stratbook_plugin_v1(void) {
    static const stratbook_plugin plugin = {sizeof plugin, 1, 1, 0, call};
    return &plugin;
}
