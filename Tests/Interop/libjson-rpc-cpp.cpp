// client: libjson-rpc-cpp
// found: test -e /usr/include/jsonrpccpp/client/connectors/unixdomainsocketclient.h && command -v g++
// run: g++ -std=c++11 "$RECIPE" -o "$WORK/rpc" -ljsonrpccpp-client -ljsonrpccpp-common -ljsoncpp && "$WORK/rpc"
// apt: libjsonrpccpp-dev g++
#include <cstdlib>
#include <iostream>
#include <jsonrpccpp/client.h>
#include <jsonrpccpp/client/connectors/unixdomainsocketclient.h>

static void tell(const char *name, const Json::Value &value) {
    Json::StreamWriterBuilder builder;
    builder["indentation"] = "";
    builder["emitUTF8"] = true;
    std::cout << name << " " << Json::writeString(builder, value) << "\n";
}

int main() {
    jsonrpc::UnixDomainSocketClient connector(std::getenv("SOCKET"));
    jsonrpc::Client client(connector, jsonrpc::JSONRPC_CLIENT_V2);
    Json::Value cohort, pair, refused;
    cohort["cohortId"] = 1;
    pair["studentId"] = 3;
    pair["courseId"] = 1;
    refused["cohortId"] = 1;
    refused["studentId"] = 2;
    tell("health", client.CallMethod("server/health", Json::Value(Json::objectValue)));
    tell("roster", client.CallMethod("cohort/roster", cohort));
    tell("check", client.CallMethod("enrollment/check", pair));
    try {
        client.CallMethod("cohort/enroll", refused);
    } catch (const jsonrpc::JsonRpcException &refusal) {
        std::cout << "error " << refusal.GetCode() << "\n";
    }
}
