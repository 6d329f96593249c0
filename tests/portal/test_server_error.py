from portal.views.errors import server_error


def test_the_page_for_our_own_faults_needs_no_database_and_speaks_both_languages(rf):
    answer = server_error(rf.get("/"))
    said = answer.content.decode()
    assert answer.status_code == 500
    assert "网站出错了" in said and "Something went wrong" in said and 'href="/static/css/site.css"' in said
