//! Pictures to the webview through `quittance://localhost/picture/<id>?size=…`:
//! decrypted in memory, no temporary file, no base64, nothing cached.
use crate::shell::Shell;
use app::pictures::{Picture, Size};
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, UriSchemeContext, UriSchemeResponder, Wry};

/// The custom scheme.
pub const SCHEME: &str = "quittance";

/// Answers one request of the webview off the UI thread.
pub fn answer(
    context: UriSchemeContext<'_, Wry>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let found = wanted(&request).and_then(|(id, size)| {
            let session = app.state::<Shell>().session().ok()?;
            app::pictures::picture(&session, &id, size).ok()
        });
        responder.respond(found.map_or_else(missing, shown));
    });
}

/// `/picture/<id>?size=view` to its parts.
fn wanted(request: &Request<Vec<u8>>) -> Option<(String, Size)> {
    let id = request.uri().path().strip_prefix("/picture/")?;
    let size = match request.uri().query() {
        Some("size=thumb") => Size::Thumb,
        Some("size=full") => Size::Full,
        _ => Size::View,
    };
    Some((id.to_owned(), size))
}

fn shown(picture: Picture) -> Response<Vec<u8>> {
    reply(StatusCode::OK, picture.mime, picture.bytes)
}

fn missing() -> Response<Vec<u8>> {
    reply(StatusCode::NOT_FOUND, "text/plain", Vec::new())
}

fn reply(status: StatusCode, mime: &str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, mime),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        if let Ok(value) = value.parse() {
            headers.insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_may_not_be_cached() {
        let response = shown(Picture { mime: "image/jpeg", bytes: vec![1] });
        assert_eq!(
            response.headers()[header::CACHE_CONTROL],
            "no-store",
            "the webview would keep the picture"
        );
    }

    #[test]
    fn only_pictures_are_served() {
        let request = Request::builder()
            .uri("quittance://localhost/vault.db")
            .body(Vec::new())
            .expect("a valid address");
        assert!(wanted(&request).is_none(), "another path must find nothing");
    }
}
