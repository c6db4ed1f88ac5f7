def test_x(submit, api):
    from tests.submit.api import refusal, Reply

    print(submit())
    for r in (
        refusal(400, "Invalid value: \x1b[31m no", param="session.audio.output.speed"),
        refusal(400, "no such", param="session.tools[0].name"),
        refusal(400, "what", param="foo"),
        refusal(400, "w"),
        refusal(401, "Incorrect API key provided: sk-proj-*******6789. You can find"),
        Reply(403, b"<html>"),
        Reply(502, b"<html>"),
        Reply(200, b"<html>"),
        Reply(200, b'{"a', length=100),
        Reply(302, b"", {"Location": "https://evil.example/"}),
    ):
        api.always(r)
        done = submit()
        print(done.status, done.out)
        print(done.err)
    assert 0
