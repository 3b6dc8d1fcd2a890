"""Code that libraries and services bring to all who use them: it tells nothing of who runs a page.

A background built of generated and of small pages has met hardly any of it, so that each would seem rare, and a page
that counts its visits as the other does would seem made by the same hand.

In: kinds and values of signs. Out: those that many sites have. Never: whose a page is.
Source: the documentation of these libraries and services.
"""

from collections.abc import Iterable

from rempart.engines.pages.signs import Kind

_VARIABLES_TEXT = (
    # Measuring and advertising.
    "dataLayer gtag GoogleAnalyticsObject _gaq google_tag_manager google_conversion_id googletag adsbygoogle fbq _fbq "
    "_paq Matomo piwik Ya yaParams yandex_metrika_callbacks clarity _hjSettings hjid _hsq _hmt mixpanel amplitude "
    "analytics rudderanalytics posthog plausible umami goatcounter heap _satellite digitalData utag_data optimizely "
    "_vwo_code _vis_opt_queue __insp _cio _kmq _kiq woopra twq ttq TiktokAnalyticsObject snaptr pintrk lintrk "
    "_linkedin_partner_id _linkedin_data_partner_ids _tfa obApi OB_ADV_ID criteo_q uetq _qevents _comscore COMSCORE "
    "sc_project sc_invisible sc_security sc_https gaProperty gaOptout disableStr _taboola _wau _Hasync NREUM Sentry "
    # Talking to visitors, consent, guards.
    "Intercom intercomSettings Tawk_API Tawk_LoadStart CRISP_WEBSITE_ID _smartsupp smartsupp LiveChatWidget zESettings "
    "LC_API fcWidget drift driftt HubSpotConversations OneSignal OneSignalDeferred _pcq Cookiebot _iub OptanonWrapper "
    "CookieConsent cookieconsent tarteaucitron axeptioSettings didomiConfig __cmp __tcfapi onloadCallback "
    "onRecaptchaLoad grecaptcha hcaptcha turnstile Stripe paypal_sdk Calendly Typeform disqus_config disqus_shortname "
    "addthis_config addthis_share a2a_config sharethis googleTranslateElementInit "
    # Programs that many run, and builders.
    "jQuery ajaxurl _wpemojiSettings wpcf7 wpcf7_recaptcha wc_add_to_cart_params woocommerce_params "
    "wc_cart_fragments_params elementorFrontendConfig ElementorProFrontendConfig rocket_lazyload_css_data "
    "lazySizesConfig lazyLoadOptions RocketPreloadLinksConfig et_pb_custom DIVI monsterinsights_frontend "
    "ExactMetricsDualTracker astra wp_localize_script Shopify ShopifyAnalytics ShopifyPay theme meta drupalSettings "
    "Drupal Joomla prestashop Magento requirejs require wixBiSession viewerModel Static SQUARESPACE_ROLLUPS "
    "Squarespace Webflow __NEXT_DATA__ __NEXT_P __NUXT__ __INITIAL_STATE__ __PRELOADED_STATE__ __APOLLO_STATE__ "
    "___gatsby webpackJsonp __webpack_public_path__ _sf_async_config _cf_chl_opt __cfRLUnblockHandlers __CF$cv$params "
    # What beginners' courses call it.
    "getCookie setCookie eraseCookie deleteCookie debounce throttle loadScript addEvent toggleMenu openNav closeNav "
    "myFunction topFunction scrollFunction scrollToTop slideIndex showSlides plusSlides currentSlide mybutton swiper "
    "observer modal navbar hamburger menuToggle currentYear"
)
_VARIABLES = frozenset(_VARIABLES_TEXT.split())
_BEGINNINGS = ("webpackChunk", "webpackJsonp", "__webpack")
_LIBRARIES_TEXT = (
    "jquery bootstrap popper swiper slick owl aos wow animate isotope masonry imagesloaded fancybox lightbox magnific "
    "glightbox photoswipe lazysizes lazyload modernizr html5shiv respond fontawesome font-awesome fontello icomoon "
    "boxicons bootstrap-icons remixicon flaticon line-awesome material-icons normalize reset tailwind bulma foundation "
    "uikit materialize semantic vue react react-dom angular alpine htmx underscore lodash moment axios gsap "
    "scrollmagic scrollreveal typed waypoints counterup meanmenu metismenu niceselect nice-select select2 flatpickr "
    "datepicker jquery-ui jquery-migrate jquery.migrate jquery-validate smoothscroll sticky superfish parallax "
    "jarallax particles lottie chart highcharts leaflet tinymce ckeditor dropzone toastr sweetalert sweetalert2 "
    "toastify cookieconsent polyfill polyfills core-js pace nprogress plyr video-js videojs mediaelement hammer "
    "mousewheel easing perfect-scrollbar simplebar nouislider tippy clipboard prism highlight mathjax katex wp-embed "
    "wp-emoji-release comment-reply contact-form-7 email-decode"
)
_LIBRARIES = frozenset(_LIBRARIES_TEXT.split())
# A file of everybody's name in a folder of everybody's name.
_FILES = frozenset(
    {"app", "main", "index", "script", "scripts", "style", "styles", "bundle", "vendor", "custom", "common"}
)
_FOLDERS = frozenset({"js", "css", "script", "scripts", "style", "styles", "assets", "static", "dist", "public", "src"})
_AS_FILES = frozenset({Kind.SCRIPT_FILE, Kind.STYLE_FILE})


def brought_code(signs: Iterable[tuple[Kind, str]]) -> set[tuple[Kind, str]]:
    """Which of `signs`, kinds and values, are of a library or a service that many sites use."""
    return {
        (kind, value)
        for kind, value in signs
        if (kind is Kind.VARIABLE and _is_variable(value)) or (kind in _AS_FILES and _is_file(value))
    }


def _is_variable(name: str) -> bool:
    return name in _VARIABLES or name.startswith(_BEGINNINGS)


def _is_file(path: str) -> bool:
    """Whether `path`, "folder/stem.ending", is a library's file, with what is added to its name, or called as any."""
    folder, _, name = path.rpartition("/")
    stem = name.rpartition(".")[0]
    if stem in _FILES:
        return folder in _FOLDERS
    return stem in _LIBRARIES or stem.partition(".")[0] in _LIBRARIES or stem.partition("-")[0] in _LIBRARIES
