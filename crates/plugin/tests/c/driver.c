/* The smallest host: loads a library, calls one method with what comes in, prints what was answered.
 *
 *     driver LIBRARY METHOD <request.json
 *
 * It answers `search` with one hit and `document` with null, prints other questions' names to stderr, and exits with
 * what `call` returned. */
#include "stratbook_plugin.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void answer(void *context, const char *text, size_t size) {
    FILE *out = (FILE *)context;
    fwrite(text, 1, size, out);
}

static int32_t ask(void *context, const char *name, const char *request, size_t size,
                   void (*receive)(void *user, const char *text, size_t size), void *user) {
    static const char found[] =
        "{\"total\":1,\"hits\":[{\"path\":\"glossary.md\",\"title\":\"Glossary\",\"anchor\":\"rfm\"}]}";
    const char *reply;
    (void)context;
    fprintf(stderr, "ask %s %.*s\n", name, (int)size, request);
    if (strcmp(name, "search") == 0) {
        reply = found;
    } else if (strcmp(name, "document") == 0 || strcmp(name, "log") == 0) {
        reply = "null";
    } else {
        return STRATBOOK_UNSUPPORTED;
    }
    if (receive != NULL) {
        receive(user, reply, strlen(reply));
    }
    return STRATBOOK_OK;
}

int main(int count, char **arguments) {
    static char request[1 << 20];
    stratbook_host host;
    const stratbook_plugin *plugin;
    const stratbook_plugin *(*entry)(void);
    void *library;
    size_t size;

    if (count != 3) {
        fprintf(stderr, "usage: driver LIBRARY METHOD <request.json\n");
        return 100;
    }
    library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) {
        fprintf(stderr, "%s\n", dlerror());
        return 101;
    }
    *(void **)&entry = dlsym(library, "stratbook_plugin_v1");
    if (entry == NULL || (plugin = entry()) == NULL || plugin->call == NULL) {
        fprintf(stderr, "no plugin\n");
        return 102;
    }
    size = fread(request, 1, sizeof request - 1, stdin);
    request[size] = '\0';
    host.struct_size = sizeof host;
    host.protocol = STRATBOOK_PROTOCOL;
    host.context = stdout;
    host.answer = answer;
    host.ask = ask;
    return plugin->call(&host, arguments[2], request, size);
}
