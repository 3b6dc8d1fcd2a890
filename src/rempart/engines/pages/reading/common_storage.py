"""Cookies and storage keys that programs, services and hosts set for everybody: they tell nothing of one site.

In: a name. Out: whether many sites have it. Never: whose it is.
A background built of bare pages has met none of them, so that each would seem rare.
Source: the documentation of those programs and services.
"""

_NAMES_TEXT = (
    # Sessions and forms of languages and frameworks.
    "phpsessid jsessionid asp.net_sessionid cfid cftoken sid sess session sessionid session_id _session _session_id "
    "connect.sid express.sid laravel_session ci_session cakephp symfony sf_redirect csrftoken csrf_token csrf _csrf "
    "xsrf-token csrf-token __requestverificationtoken plone remember_me remember_token auth token access_token "
    # What servers and hosts put before them.
    "__cf_bm _cfuvid cf_clearance __cfduid cf_ob_info cf_use_ob awsalb awsalbcors awselb aws-waf-token arraffinity "
    "arraffinitysamesite serverid srv route bigipserver incap_ses visid_incap nlbi datadome ak_bmsc bm_sv bm_sz _abck "
    "__ddg1_ __ddg2_ __ddgid_ __ddgmark_ __test hcdn sucuri_cloudproxy parking_session __tad "
    # Measuring and advertising.
    "_ga _gid _gat _gcl_au _gac __utma __utmb __utmc __utmt __utmz _fbp _fbc fr ide nid 1p_jar test_cookie __gads "
    "__gpi _clck _clsk clid muid _uetsid _uetvid _pinterest_ct_ua _tt_enable_cookie _ttp _scid _pk_id _pk_ses _pk_ref "
    "_ym_uid _ym_d _ym_isad _ym_visorc _ym_retryreqs yandexuid yuidss _hjid _hjsessionuser _hjsession _hjtldtest "
    "ajs_anonymous_id ajs_user_id amplitude_id optimizelyenduserid intercom-id hubspotutk __hstc __hssc __hssrc "
    "__stripe_mid __stripe_sid __adblocker tmr_lvid tmr_detect "
    # Consent.
    "cookieconsent cookie_consent cookieconsent_status cookieyes-consent cookielawinfoconsent optanonconsent "
    "optanonalertboxclosed borlabs-cookie cookie_notice_accepted cookies_accepted viewed_cookie_policy euconsent-v2 "
    "complianz_consent_status cmplz_banner-status moove_gdpr_popup didomi_token usprivacy uc_settings klaro cc_cookie "
    "eupubconsent-v2 tarteaucitron axeptio_cookies cookiebot gdpr cookie-agreed cookies-policy "
    # Builders, shops and page systems.
    "_shopify_y _shopify_s _shopify_analytics _shopify_essential secure_customer_sig cart cart_currency cart_sig "
    "cart_ts localization keep_alive _tracking_consent svsession hs ssr-caching bsession crumb ss_cvr ss_cvt ss_cid "
    "woocommerce_cart_hash woocommerce_items_in_cart wp_woocommerce_session wordpress_test_cookie wp-settings-time "
    "prestashop mage-cache-storage mage-messages form_key frontend joomla_user_state drupal.session_cache has_js "
    "xf_csrf xf_session phpbb3 mybb bb_sessionhash wpemojisettingssupports fedops.logger.sessionid "
    # Choices of a visitor.
    "theme color-mode color-theme colorscheme color-scheme darkmode dark-mode dark_mode lang language locale i18next "
    "i18nextlng next_locale pll_language wp-wpml_current_language nuxt-color-mode vueuse-color-scheme currency "
    "timezone age_verified ally-supports-cache debug loglevel persist:root nextauth.csrf-token next-auth.csrf-token "
    "user sidebar scroll fontsize popup visited"
)
_NAMES = frozenset(_NAMES_TEXT.split())
_BEGINNINGS = (
    *("aspsessionid", "wordpress_", "wp-", "wp_", "woocommerce_", "_ga_", "_gat_", "_dc_gtm_", "_gac_", "_hj", "_pk_"),
    *("_ym", "ym_", "incap_ses_", "visid_incap_", "nlbi_", "bigipserver", "__ddg", "mage-", "phpbb3_", "yith_", "sb-"),
    *(
        "prestashop-",
        "amp_",
        "ajs_",
        "mp_",
        "cookielawinfo-",
        "cmplz_",
        "_shopify",
        "__stripe",
        "firebase:",
        "supabase.",
    ),
    *("__secure-next-auth", "__host-next-auth", "next-auth.", "intercom-", "tawk", "twk_", "crisp-client", "__lc_"),
)


def is_common(name: str) -> bool:
    """Whether programs and services set a cookie or a storage key called `name` on many sites."""
    small = name.lower()
    return small in _NAMES or small.startswith(_BEGINNINGS)
